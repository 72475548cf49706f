import type { Samples } from '../evaluate/selection.js';
import { ABSENT } from '../evaluate/rows.js';
import { changes, resets } from './changes.js';
import { quantileOf } from './quantile.js';
import { delta, idelta, increase, irate, rate } from './rates.js';
import { slope } from './regression.js';

/** The samples that a function of a range looks at, `from` up to but not including `to`: at least one. */
export interface Window {
  from: number;
  to: number;
  startMs: number;
  endMs: number;
  step: number;
}

/**
 * A function of ranges: given a series it gets ready, then it judges each of its windows, in order of time; the answer
 * may be {@link ABSENT}.
 */
export type OverTime = (samples: Samples) => (window: Window) => number;

/** Adds with the error of each addition carried along (Kahan and Neumaier), as Prometheus does over ranges. */
const sumOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0;
  let error = 0;
  for (let index = from; index < to; index += 1) {
    const value = values[index] ?? 0;
    const next = sum + value;
    // At infinity the carried error would be NaN.
    if (!Number.isFinite(next)) error = 0;
    else if (Math.abs(sum) >= Math.abs(value)) error += sum - next + value;
    else error += value - next + sum;
    sum = next;
  }
  return sum + error;
};

/** NaN loses against every number. */
const extremeOf = (values: Float64Array, from: number, to: number, sign: 1 | -1): number => {
  let extreme = values[from] ?? NaN;
  for (let index = from + 1; index < to; index += 1) {
    const value = values[index] ?? NaN;
    if (sign * value > sign * extreme || Number.isNaN(extreme)) extreme = value;
  }
  return extreme;
};

/** The functions of one range and nothing else. */
export const OVER_TIME = {
  avg_over_time:
    ({ values }) =>
    ({ from, to }) =>
      sumOf(values, from, to) / (to - from),
  changes,
  count_over_time:
    () =>
    ({ from, to }) =>
      to - from,
  delta,
  deriv: slope,
  idelta,
  increase,
  irate,
  last_over_time:
    ({ values }) =>
    ({ to }) =>
      values[to - 1] ?? ABSENT,
  max_over_time:
    ({ values }) =>
    ({ from, to }) =>
      extremeOf(values, from, to, 1),
  min_over_time:
    ({ values }) =>
    ({ from, to }) =>
      extremeOf(values, from, to, -1),
  present_over_time: () => () => 1,
  rate,
  resets,
  sum_over_time:
    ({ values }) =>
    ({ from, to }) =>
      sumOf(values, from, to),
} as const satisfies Record<string, OverTime>;

/** `quantile_over_time`, with the share that is asked for at each step. */
export const quantileOverTime =
  (shares: Float64Array): OverTime =>
  ({ values }) =>
  ({ from, to, step }) =>
    quantileOf(shares[step] ?? NaN, values.slice(from, to));
