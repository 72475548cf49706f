import { burnRate, durationSeconds, type EvaluationState, meets, type Objective } from '@chatwatch/objectives';
import type { History, Moment } from './history.js';
import { isGauge, isMeasuredElsewhere, type Reading } from './readings.js';

/** How an objective stands over a window, as far back as the process reaches. */
export interface Standing {
  readonly state: EvaluationState;
  /** In the objective's own terms: a share, seconds, bytes an hour. */
  readonly value: number | null;
  readonly events: number | null;
  readonly burnRate: number | null;
  /** What it rests on; 0 where nothing was looked at. */
  readonly overSeconds: number;
}

/** What a process takes while its caches fill says nothing about the hours after. */
const WARM_UP_MS = 600_000;
/** In less, a trend of an hour is a peak or a trough of the garbage collector. */
const TREND_MS = 3_600_000;

/** A process' past and present. */
export interface Past {
  readonly startedAtMs: number;
  readonly history: History;
  readonly now: Moment;
}

const unjudged = (state: EvaluationState, overSeconds: number, seen: Partial<Standing> = {}): Standing => ({
  value: null,
  events: null,
  ...seen,
  state,
  burnRate: null,
  overSeconds,
});

/**
 * Judges an objective over a window that ends now; where the process is younger, or the window longer than what is kept,
 * since its start.
 * @param index the objective's place among all
 */
export const standingOver = (objective: Objective, index: number, windowSeconds: number, past: Past): Standing => {
  if (isMeasuredElsewhere(objective)) return unjudged('external', 0);
  const { now, startedAtMs } = past;
  const fromMs = Math.max(startedAtMs, now.atMs - windowSeconds * 1_000);
  const overSeconds = (now.atMs - fromMs) / 1_000;
  const reading = now.readings[index];
  if (!reading || Number.isNaN(reading.sum)) return unjudged('no_data', overSeconds);
  if (objective.indicator.kind === 'growth') return growth(objective, index, fromMs, past);
  if (isGauge(objective)) return judged(objective, gaugeOver(objective, index, fromMs, past), null, overSeconds);
  return counted(objective, increase(reading, past.history.readingAt(index, fromMs)), overSeconds);
};

const judged = (objective: Objective, value: number, events: number | null, overSeconds: number): Standing => ({
  state: meets(objective, value) ? 'met' : 'missed',
  value,
  events,
  burnRate: burnRate(objective, value),
  overSeconds,
});

/** Counters of one process only grow, and were nothing at its start. */
const increase = (now: Reading, before: Reading | undefined): Reading => ({
  events: now.events - orZero(before?.events),
  sum: now.sum - orZero(before?.sum),
});

/** A counter that was not there yet had counted nothing. */
const orZero = (count = 0): number => (Number.isNaN(count) ? 0 : count);

const counted = (objective: Objective, { events, sum }: Reading, overSeconds: number): Standing => {
  const { indicator } = objective;
  const least = 'minimumEvents' in indicator ? indicator.minimumEvents : 1;
  const value = events > 0 ? shareOf(objective, sum / events) : null;
  if (value === null || events < least) return unjudged('too_few_events', overSeconds, { value, events });
  return judged(objective, value, events, overSeconds);
};

/** A share is built from products of itself, whose last digit may lie a little outside. */
const shareOf = ({ indicator }: Objective, value: number): number =>
  indicator.kind === 'average' ? Math.max(0, value) : Math.min(1, Math.max(0, Number(value.toPrecision(12))));

const gaugeOver = (objective: Objective, index: number, fromMs: number, { history, now }: Past): number => {
  const values = [...history.after(index, fromMs).map(({ reading }) => reading.sum), now.readings[index]?.sum ?? NaN];
  const known = values.filter((value) => !Number.isNaN(value));
  const { indicator } = objective;
  if (indicator.kind === 'gauge' && indicator.aggregate !== 'average') {
    return indicator.aggregate === 'minimum' ? Math.min(...known) : Math.max(...known);
  }
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** The slope of the line that fits best, as the recording rules have it; two readings would catch a peak and a trough. */
const growth = (objective: Objective, index: number, fromMs: number, past: Past): Standing => {
  const { indicator } = objective;
  const sinceMs = Math.max(fromMs, past.startedAtMs + WARM_UP_MS);
  const spanMs = past.now.atMs - sinceMs;
  const overSeconds = Math.max(0, spanMs) / 1_000;
  const leastMs = indicator.kind === 'growth' ? durationSeconds(indicator.minimumElapsed) * 1_000 : 0;
  const points = past.history.after(index, sinceMs).filter(({ reading }) => !Number.isNaN(reading.sum));
  if (spanMs < Math.max(TREND_MS, leastMs) || points.length < 2) return unjudged('too_early', overSeconds);
  const perHour = slope(points.map(({ atMs, reading }) => [atMs / 3_600_000, reading.sum]));
  const smallest = Math.min(...points.map(({ reading }) => reading.sum));
  const isRelative = indicator.kind === 'growth' && indicator.measure === 'relative';
  if (isRelative && smallest <= 0) return unjudged('no_data', overSeconds);
  return judged(objective, isRelative ? perHour / smallest : perHour, null, overSeconds);
};

/** Least squares. */
const slope = (points: readonly (readonly [x: number, y: number])[]): number => {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
};
