import { durationPattern, durationSeconds } from './duration.js';
import { limitOf, type Limit } from './limit.js';
import type { Outline } from './schema.js';

/** Four scrapes: with fewer, one that is late leaves nothing to compare. */
const shortestWindowSeconds = 60;

/** A field that is sound by itself and does not fit the others. */
export interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

const wantedComparison = {
  within: 'atLeast',
  events: null,
  average: 'atMost',
  gauge: null,
  growth: 'atMost',
  external: null,
} as const;

function shareMessage(comparison: Limit['comparison'], value: number): string {
  const isPerfect = value === (comparison === 'atLeast' ? 1 : 0);
  if (!isPerfect) return 'must lie between 0 and 1, exclusive: 95 % is 0.95';
  const advice = comparison === 'atLeast' ? '0.999 allows one failure in a thousand' : '0.001 allows one in a thousand';
  return `promises perfection, which leaves no budget to measure against and every failure would wake someone: ${advice}`;
}

function targetContradictions({ indicator, target, unit }: Outline): Contradiction[] {
  if (!target) return [];
  const { comparison, value } = limitOf({ target });
  const wanted = wantedComparison[indicator.kind];
  if (wanted !== null && wanted !== comparison) {
    return [{ path: ['target'], message: `must be ${wanted} for an indicator of kind ${indicator.kind}` }];
  }
  const isShare = indicator.kind === 'within' || indicator.kind === 'events' || unit === 'ratio';
  if (isShare && !(value > 0 && value < 1)) {
    return [{ path: ['target', comparison], message: shareMessage(comparison, value) }];
  }
  return [];
}

function windowContradictions({ indicator, window }: Outline): Contradiction[] {
  if (indicator.kind === 'external' && window !== undefined) {
    return [{ path: ['window'], message: 'must be left out for an external indicator, which is measured once' }];
  }
  if (indicator.kind !== 'external' && window === undefined) return [{ path: ['window'], message: 'is required' }];
  if (typeof window !== 'string' || !durationPattern.test(window) || durationSeconds(window) >= shortestWindowSeconds) {
    return [];
  }
  return [{ path: ['window'], message: 'must be 1m or longer: one of four scrapes, 15 seconds apart, may be late' }];
}

function unitContradictions({ indicator, unit }: Outline): Contradiction[] {
  if (indicator.kind !== 'events' || unit === 'ratio' || unit === undefined) return [];
  return [{ path: ['unit'], message: 'must be ratio for an indicator of kind events' }];
}

/** Everything in which the fields of one objective disagree. */
export function contradictions(objective: Outline): Contradiction[] {
  return [...targetContradictions(objective), ...windowContradictions(objective), ...unitContradictions(objective)];
}
