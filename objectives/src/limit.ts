import type { Objective } from './schema.js';

/** A promise's limit as a comparison; the limit itself still meets the promise. */
export interface Limit {
  readonly comparison: 'atLeast' | 'atMost';
  readonly value: number;
}

/** The limit of an objective, in the unit of its value: a share for `within` and `events`. */
export function limitOf({ target }: Pick<Objective, 'target'>): Limit {
  return 'atLeast' in target
    ? { comparison: 'atLeast', value: target.atLeast }
    : { comparison: 'atMost', value: target.atMost };
}

/** Whether a measured value keeps the promise. Judges external measurements (a build, a load run) too. */
export function meets(objective: Pick<Objective, 'target'>, value: number): boolean {
  const limit = limitOf(objective);
  return limit.comparison === 'atLeast' ? value >= limit.value : value <= limit.value;
}

/**
 * Whether the value is a share of something that is good or bad, so that a budget of bad ones can be spent. A gauge is
 * one when it is a ratio whose average must stay high (`up`); one that must stay low (CPU) measures no failures, and
 * the smallest of many values is no share of them.
 */
function isShare({ indicator, target, unit }: Objective): boolean {
  if (indicator.kind === 'gauge') return indicator.aggregate === 'average' && unit === 'ratio' && 'atLeast' in target;
  return indicator.kind === 'within' || indicator.kind === 'events';
}

/** The share of bad events that the promise allows, 0.001 for 99.9 %; null when the objective is no share. */
export function errorBudget(objective: Objective): number | null {
  if (!isShare(objective)) return null;
  const limit = limitOf(objective);
  return limit.comparison === 'atLeast' ? 1 - limit.value : limit.value;
}

/**
 * How fast a value spends the error budget: 1 spends exactly all of it in the objective's window, 2 in half
 * the window. Null when the objective has no budget. Method: Google SRE workbook, chapter 5.
 */
export function burnRate(objective: Objective, value: number): number | null {
  const budget = errorBudget(objective);
  if (budget === null) return null;
  const bad = limitOf(objective).comparison === 'atLeast' ? 1 - value : value;
  return bad / budget;
}
