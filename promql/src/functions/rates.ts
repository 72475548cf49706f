import { ABSENT } from '../evaluate/rows.js';
import type { Samples } from '../evaluate/selection.js';
import type { OverTime, Window } from './over-time.js';

/** Index of the last fall at or before each sample, 0 for none: most windows hold none and need not look for one. */
const lastFalls = (values: Float64Array): Int32Array => {
  const falls = new Int32Array(values.length);
  for (let index = 1; index < values.length; index += 1)
    falls[index] = (values[index] ?? 0) < (values[index - 1] ?? 0) ? index : (falls[index - 1] ?? 0);
  return falls;
};

/** What a counter lost by its falls within a window. */
const lostOf = (values: Float64Array, from: number, to: number): number => {
  let lost = 0;
  for (let index = from + 1; index < to; index += 1) {
    const before = values[index - 1] ?? 0;
    if ((values[index] ?? 0) < before) lost += before;
  }
  return lost;
};

/**
 * By how much the change between first and last sample grows when it is carried on to the edges of the window: to an edge
 * that is nearer than 1.1 times the mean distance of samples, else by half that distance; and a counter not to before the
 * moment at which it would have been 0. The method is Prometheus' (`extrapolatedRate`), and so are the units and the order
 * of operations: where counts are small whole numbers, distances are often equal, and then the last digit decides.
 */
const extrapolation = ({ times, values }: Samples, window: Window, change: number, isCounter: boolean): number => {
  const first = times[window.from] ?? 0;
  const last = times[window.to - 1] ?? 0;
  const sampled = (last - first) / 1_000;
  const mean = sampled / (window.to - 1 - window.from);
  const firstValue = values[window.from] ?? 0;
  const toZero = isCounter && change > 0 && firstValue >= 0 ? sampled * (firstValue / change) : Infinity;
  const toStart = Math.min((first - window.startMs) / 1_000, toZero);
  const toEnd = (window.endMs - last) / 1_000;
  const reach = (edge: number): number => (edge < mean * 1.1 ? edge : mean / 2);
  return (sampled + reach(toStart) + reach(toEnd)) / sampled;
};

const extrapolated =
  (isCounter: boolean, isPerSecond: boolean): OverTime =>
  (samples) => {
    const { values } = samples;
    const falls = isCounter ? lastFalls(values) : undefined;
    return (window) => {
      const { from, to, startMs, endMs } = window;
      if (to - from < 2) return ABSENT;
      const fell = (falls?.[to - 1] ?? 0) > from;
      const change = (values[to - 1] ?? 0) - (values[from] ?? 0) + (fell ? lostOf(values, from, to) : 0);
      const factor = extrapolation(samples, window, change, isCounter);
      return change * (isPerSecond ? factor / ((endMs - startMs) / 1_000) : factor);
    };
  };

/** A counter's increase a second. */
export const rate = extrapolated(true, true);
/** A counter's increase over the window. */
export const increase = extrapolated(true, false);
/** A gauge's change over the window. */
export const delta = extrapolated(false, false);

const ofLastTwo =
  (isCounterRate: boolean): OverTime =>
  ({ times, values }) =>
  ({ from, to }) => {
    if (to - from < 2) return ABSENT;
    const before = values[to - 2] ?? 0;
    const last = values[to - 1] ?? 0;
    if (!isCounterRate) return last - before;
    const seconds = ((times[to - 1] ?? 0) - (times[to - 2] ?? 0)) / 1_000;
    return (last < before ? last : last - before) / seconds;
  };

/** A counter's increase a second between the last two samples of the window. */
export const irate = ofLastTwo(true);
/** A gauge's change between the last two samples of the window. */
export const idelta = ofLastTwo(false);
