import type { Objective, Series } from '../schema.js';
import type { Plan } from './options.js';
import { promNumber, selector } from './promql.js';
import { recorded } from './recorded.js';
import { baseWindow, fits, longestRawWindow } from './windows.js';

/**
 * How much some counters grew in a window, by job.
 *
 * `increase` does not see the step from nothing to a counter's first value, and a labelled counter appears with its
 * first event: the first failure of each route after a start would never count. So a series that was born in the window
 * counts from zero. Born is what its target was scraped without before: a series as old as its target may have counted
 * for weeks before Prometheus first saw it, and that did not happen just now.
 */
export function counterIncrease({ metric, where }: Series, range: string): string {
  const series = selector(metric, where);
  return `sum by (job) (
  (${series} unless ${series} offset ${range})
  and count_over_time(${series}[${range}])
    < on (job, instance) group_left max by (job, instance) (sum_over_time(up[${range}]))
  or increase(${series}[${range}])
)`;
}

/** What is added up over a window: from raw series in short windows, from recorded sums in long ones. */
export function overWindow(
  name: 'events' | 'badEvents' | 'sum',
  objective: Objective,
  window: string,
  plan: Plan,
  raw: (range: string) => string,
): string {
  const range = plan.rangeOf(window);
  if (fits(window, longestRawWindow)) return raw(range);
  // Each recorded sum covers the base window and a new one comes with each evaluation, so an event is in several of
  // them. While rules are not evaluated there are none: what happened then counts neither as good nor as bad.
  const share = promNumber(plan.evaluationSeconds / plan.secondsOf(baseWindow));
  return `${share} * sum_over_time(${recorded(name, objective, baseWindow)}[${range}])`;
}
