import * as z from 'zod/mini';
import { askGrafana } from './ask-grafana';

/** An alert of a rule that Grafana evaluates went from one state to another. */
export interface StateChange {
  /** Name of the rule. */
  readonly rule: string;
  /** Its labels as Grafana writes them: alerts of one rule differ in it. */
  readonly alert: string;
  /** In Grafana's words, with the reason: `Alerting`, `Normal (NoData)`. */
  readonly from: string;
  readonly to: string;
  /** When, in milliseconds. */
  readonly atMs: number;
}

/** More than that Grafana is not asked for: with alerts that come and go all the time the oldest are not shown. */
const MOST = 5_000;

const changesAnswer = z.array(
  z.object({
    alertName: z.nullish(z.string()),
    /** `<rule> {<labels>} - <values>`. */
    text: z.string(),
    prevState: z.string(),
    newState: z.string(),
    time: z.number(),
  }),
);

/**
 * What Grafana noted of its alerts in a range. It keeps that as annotations, unless it is told otherwise.
 * @throws `ProblemError` when Grafana could not be asked, or answered in another shape
 */
export const fetchStateChanges = async (
  { fromMs, toMs }: { fromMs: number; toMs: number },
  signal?: AbortSignal,
): Promise<StateChange[]> => {
  const answer = await askGrafana('/api/annotations', changesAnswer, {
    params: { type: 'alert', from: fromMs, to: toMs, limit: MOST },
    ...(signal && { signal }),
  });
  return answer.map(({ alertName, text, prevState, newState, time }) => {
    const [, rule = '', labels = ''] = /^(.*?) (\{.*\}) - /.exec(text) ?? [];
    return { rule: alertName ?? rule, alert: labels, from: prevState, to: newState, atMs: time };
  });
};
