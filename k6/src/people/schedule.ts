import { draw } from './traffic.ts';

/** The stretch of time for which a person writes, epoch milliseconds. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Long enough that where a person began does not show in the first message. */
const WARM_UP_GAPS = 20;
/** Even the shortest gap of the trace, 0 s by its clock, is some time; it also bounds the plan. */
const LEAST_GAP_MS = 50;

/**
 * When a person will write, planned beforehand: no answer of the service moves a message, so a slow service gets no
 * less load than a fast one and cannot hide its slowness by being asked less (coordinated omission).
 * @param pace how many times faster than the distribution, 1 as it is
 */
export function sendTimes(
  gapSeconds: readonly number[],
  { fromMs, untilMs }: Stretch,
  pace: number,
  random: () => number,
): number[] {
  const gapMs = () => Math.max(LEAST_GAP_MS, (draw(gapSeconds, random()) * 1000) / pace);
  const first = lastBefore(fromMs, gapMs);
  const times: number[] = [];
  for (let atMs = first; atMs < untilMs; atMs += gapMs()) if (atMs >= fromMs) times.push(atMs);
  return times;
}

/** Somebody who has been there for a while already: else nobody would write in the first seconds, or all would. */
function lastBefore(fromMs: number, gapMs: () => number): number {
  let before = 0;
  for (let count = 0; count < WARM_UP_GAPS; count++) before += gapMs();
  return fromMs - before;
}
