import type { Series } from '../../../data/prometheus';
import { windowSeconds } from '../../../objectives/format';

/** A line: as many values as times, milliseconds. */
export interface Line {
  readonly times: number[];
  readonly values: number[];
}

/** Of the window, where points tell no distance: about that of two points of the chart. */
const SHORTEST_STEP = 0.01;

/** The shortest window that is no shorter than the distance of the points: then no event falls between two of them. */
function coveringWindow(series: readonly Series[], stepMs: number): Series | undefined {
  const lengthOf = ({ labels }: Series): number => windowSeconds(labels.window) * 1000;
  const sorted = [...series].sort((a, b) => lengthOf(a) - lengthOf(b));
  return sorted.find((one) => lengthOf(one) >= stepMs) ?? sorted.at(-1);
}

const stepOf = (series: readonly Series[]): number =>
  Math.min(
    ...series.flatMap(({ times }) => times.slice(1).map((time, index) => time - (times[index] ?? time))),
    Number.POSITIVE_INFINITY,
  );

/**
 * How an error budget went over its window, from whole at the beginning to what is left now: each bad event takes its
 * share at the time when it happened. Before anything was recorded it is whole.
 *
 * @param badEvents by window, over the objective's own window, as `consoleQueries.windowBadEvents` answers
 * @param budgetLeft now, 1 to 0 and below
 * @param span beginning and end of the window, milliseconds
 */
export function burnDown(
  badEvents: readonly Series[],
  budgetLeft: number,
  { from, to }: { readonly from: number; readonly to: number },
): Line {
  const stepMs = stepOf(badEvents);
  const { times = [], values = [] } = coveringWindow(badEvents, stepMs) ?? {};
  const finite = values.map((value) => (Number.isFinite(value) ? Math.max(0, value) : 0));
  const total = finite.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  const left = finite.map((value) => {
    sum += value;
    return 1 - (total === 0 ? 0 : sum / total) * (1 - budgetLeft);
  });
  const wholeUntil = Math.max(from, (times[0] ?? to) - Math.min(stepMs, (to - from) * SHORTEST_STEP));
  return { times: [from, wholeUntil, ...times, to], values: [1, 1, ...left, budgetLeft] };
}
