import type { Series } from '../../../data/prometheus';
import type { Firing, Span } from './change';

/** The distance of two points of an answer, or an hundredth of the span where no two are beside each other. */
function stepOf(series: readonly Series[], { from, to }: Span): number {
  let step = (to - from) / 100;
  for (const { times } of series) {
    for (let index = 1; index < times.length; index += 1) {
      step = Math.min(step, (times[index] ?? 0) - (times[index - 1] ?? 0));
    }
  }
  return step;
}

function stretches(times: readonly number[], stepMs: number): Span[] {
  const found: Span[] = [];
  for (const time of times) {
    const last = found.at(-1);
    if (last !== undefined && time - last.to <= 1.5 * stepMs) found[found.length - 1] = { ...last, to: time };
    else found.push({ from: time, to: time });
  }
  return found;
}

/** When alerts fired within the span, from the answer to `changeQueries.alerts`: a gap of more than a step is an end. */
export function alertsFrom(series: readonly Series[], span: Span): Firing[] {
  const stepMs = stepOf(series, span);
  return series
    .flatMap(({ labels, times, values }) => {
      const { alertname: name = '', objective, severity = '' } = labels;
      const firing = times.filter((_, index) => (values[index] ?? 0) > 0);
      return stretches(firing, stepMs).map(({ from, to }): Firing => ({
        kind: 'alert',
        at: Math.max(from, span.from),
        name,
        ...(objective === undefined || objective === '' ? {} : { objective }),
        severity,
        ...(to < span.to - 1.5 * stepMs ? { until: to + stepMs } : {}),
        isOlder: from < span.from + stepMs,
      }));
    })
    .sort((a, b) => a.at - b.at);
}
