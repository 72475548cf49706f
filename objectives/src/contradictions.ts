import { limitOf } from './limit.js';
import type { Outline } from './schema.js';

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

function targetContradictions({ indicator, target, unit }: Outline): Contradiction[] {
  if (!target) return [];
  const { comparison, value } = limitOf({ target });
  const wanted = wantedComparison[indicator.kind];
  if (wanted !== null && wanted !== comparison) {
    return [{ path: ['target'], message: `must be ${wanted} for an indicator of kind ${indicator.kind}` }];
  }
  const isShare = indicator.kind === 'within' || indicator.kind === 'events' || unit === 'ratio';
  if (isShare && !(value > 0 && value < 1)) {
    return [{ path: ['target', comparison], message: 'must lie between 0 and 1, exclusive: 95 % is 0.95' }];
  }
  return [];
}

function windowContradictions({ indicator, window }: Outline): Contradiction[] {
  if (indicator.kind === 'external' && window !== undefined) {
    return [{ path: ['window'], message: 'must be left out for an external indicator, which is measured once' }];
  }
  if (indicator.kind !== 'external' && window === undefined) return [{ path: ['window'], message: 'is required' }];
  return [];
}

function unitContradictions({ indicator, unit }: Outline): Contradiction[] {
  if (indicator.kind !== 'events' || unit === 'ratio' || unit === undefined) return [];
  return [{ path: ['unit'], message: 'must be ratio for an indicator of kind events' }];
}

/** Everything in which the fields of one objective disagree. */
export function contradictions(objective: Outline): Contradiction[] {
  return [...targetContradictions(objective), ...windowContradictions(objective), ...unitContradictions(objective)];
}
