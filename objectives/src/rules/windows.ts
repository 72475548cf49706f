import { durationSeconds } from '../duration.js';
import type { Objective } from '../schema.js';

/**
 * Two windows over which a budget burns too fast, and the share of the budget that is gone by then. The long one says
 * that it matters, the short one that it still goes on.
 */
export interface WindowPair {
  readonly long: string;
  readonly short: string;
  readonly budgetShare: number;
  readonly severity: 'page' | 'ticket';
  readonly for: string;
  readonly keepFiringFor: string;
}

/**
 * Google SRE workbook, chapter 5, table 5-8, and the pair of a day that Sloth adds. `for` outlasts one odd evaluation,
 * `keepFiringFor` an alert that comes and goes.
 */
export const windowPairs: readonly WindowPair[] = [
  { long: '1h', short: '5m', budgetShare: 0.02, severity: 'page', for: '1m', keepFiringFor: '5m' },
  { long: '6h', short: '30m', budgetShare: 0.05, severity: 'page', for: '5m', keepFiringFor: '15m' },
  { long: '1d', short: '2h', budgetShare: 0.1, severity: 'ticket', for: '15m', keepFiringFor: '30m' },
  { long: '3d', short: '6h', budgetShare: 0.1, severity: 'ticket', for: '30m', keepFiringFor: '1h' },
];

/** The window whose sums are added up to longer ones. */
export const baseWindow = '5m';

/** The longest window that is read from raw counters: beyond it, a query of all series costs more than it is worth. */
export const longestRawWindow = '6h';

/** An objective's own window. External objectives have none and no rules that need one. */
export function ownWindow({ id, window }: Pick<Objective, 'id' | 'window'>): string {
  if (window === undefined) throw new RangeError(`${id} has no window`);
  return window;
}

/** Windows of an error budget: those of the pairs that fit into the objective's own, shortest first, and its own. */
export function budgetWindows(objective: Objective): string[] {
  const own = ownWindow(objective);
  const fitting = windowPairs.flatMap(({ long, short }) => [short, long]).filter((name) => fits(name, own));
  return [...new Set([...fitting, own])].sort((a, b) => durationSeconds(a) - durationSeconds(b));
}

/** Whether a window is no longer than another. */
export function fits(window: string, other: string): boolean {
  return durationSeconds(window) <= durationSeconds(other);
}

/**
 * How many times too fast a budget burns when a pair's share of it is gone after its long window. Never under 1, where
 * the promise is kept.
 */
export function burnFactor({ budgetShare, long }: WindowPair, objective: Pick<Objective, 'id' | 'window'>): number {
  const factor = (budgetShare * durationSeconds(ownWindow(objective))) / durationSeconds(long);
  return Math.max(1, Number(factor.toPrecision(6)));
}
