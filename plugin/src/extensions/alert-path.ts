import { appPath } from './app-path';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Grafana gives a proxy that keeps from writing, of objects that are frozen themselves: it throws when one of their
 * properties is read, but for its description.
 */
const propertyOf = (from: unknown, name: string): unknown =>
  isRecord(from) ? Object.getOwnPropertyDescriptor(from, name)?.value : undefined;

/** Where the labels are: of an alert, of a rule by itself, or of the rule that an alert is of. */
const labelsIn = (context: unknown): unknown[] =>
  [propertyOf(context, 'instance'), context, propertyOf(context, 'rule')].map((of) => propertyOf(of, 'labels'));

/**
 * The page of the objective that an alert or its rule is about; undefined where its labels name none.
 * @param context as Grafana gives it, which differs by version and by place
 */
export const alertPath = (context: unknown, search: string): string | undefined => {
  const named = labelsIn(context).map((labels) => propertyOf(labels, 'objective'));
  const objective = named.find((one) => typeof one === 'string' && one !== '');
  return typeof objective === 'string' ? appPath('objectives', { detail: objective }, search) : undefined;
};
