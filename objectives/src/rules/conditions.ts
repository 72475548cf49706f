import { durationSeconds } from '../duration.js';
import { errorBudget } from '../limit.js';
import type { Objective } from '../schema.js';
import { burnFactor, fits, ownWindow, windowPairs, type WindowPair } from './windows.js';

type Severity = Objective['severity'];

/** A budget that burns `factor` times as fast as it may, over a long window and still over a short one. */
export interface BurnCondition {
  /** The alert's name, such as `ErrorRateBudgetBurn1h`. */
  readonly alert: string;
  readonly severity: Severity;
  readonly pair: WindowPair;
  readonly factor: number;
}

/** A value that breaks its promise over the objective's own window. */
export interface MissCondition {
  readonly alert: string;
  readonly severity: Severity;
  /** How long it must last, seconds. */
  readonly forSeconds: number;
}

/** The objective's id as the names of its alerts begin: `ErrorRate`. */
export function alertPrefix({ id }: Objective): string {
  return id.replaceAll(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());
}

/** The window pairs of an objective's budget; none where it has no budget. */
export function fittingPairs(objective: Objective): WindowPair[] {
  if (errorBudget(objective) === null) return [];
  return windowPairs.filter(({ long }) => fits(long, ownWindow(objective)));
}

/** The burn rate at which every event is bad: no budget can burn faster. */
export function greatestBurn(objective: Objective): number {
  return 1 / (errorBudget(objective) ?? 1);
}

/** When an objective's budget burns too fast: those pairs that can be reached at all. */
export function burnConditions(objective: Objective): BurnCondition[] {
  return fittingPairs(objective)
    .map((pair) => ({
      alert: `${alertPrefix(objective)}BudgetBurn${pair.long}`,
      severity: objective.severity === 'ticket' ? objective.severity : pair.severity,
      pair,
      factor: burnFactor(pair, objective),
    }))
    .filter(({ factor }) => factor < greatestBurn(objective));
}

/** When an objective is missed that has no budget, or one that cannot burn too fast. */
export function missCondition(objective: Objective): MissCondition {
  // A twelfth of the window, as the short windows are of the long ones; not more than an hour. Twice that for what grows,
  // as every process does in the first minutes after its start.
  const part = objective.indicator.kind === 'growth' ? 6 : 12;
  const forSeconds = Math.min(durationSeconds(ownWindow(objective)) / part, durationSeconds('1h'));
  return { alert: `${alertPrefix(objective)}Missed`, severity: objective.severity, forSeconds };
}
