import { appPath } from './app-path';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Where the labels are: of an alert, of a rule by itself, or of the rule that an alert is of. */
const labelsIn = (context: Record<string, unknown>): unknown[] =>
  [context.instance, context, context.rule].filter(isRecord).map(({ labels }) => labels);

/**
 * The page of the objective that an alert or its rule is about; undefined where its labels name none.
 * @param context as Grafana gives it, which differs by version and by place
 */
export const alertPath = (context: unknown, search: string): string | undefined => {
  if (!isRecord(context)) return undefined;
  const labels = labelsIn(context).filter(isRecord);
  const objective = labels.map((one) => one.objective).find((one) => typeof one === 'string' && one !== '');
  return typeof objective === 'string' ? appPath('objectives', { detail: objective }, search) : undefined;
};
