import { labelMatcher, type Labels, limitOf, type Objective, type Objectives } from '@chatwatch/objectives';

/** How long one observation of a histogram may take, as the objectives on it say. */
export interface Bounds {
  /** The lowest of all, to be asked first; `Infinity` where no objective is about the histogram. */
  readonly lowestSeconds: number;
  /** For a series with these labels; `Infinity` where none applies. */
  secondsFor(labels: Labels): number;
}

interface Bound {
  readonly seconds: number;
  applies(labels: Labels): boolean;
}

/**
 * The bounds that objectives set on a histogram: of a share within a bound that bound, of an average the average.
 * A promise of a share or an average allows some slow ones; each of them is still worth knowing.
 */
export const boundsOn = (objectives: Objectives, metricName: string): Bounds => {
  const bounds = objectives.flatMap((objective) => boundOf(objective, metricName));
  return {
    lowestSeconds: lowest(bounds),
    secondsFor: (labels) => lowest(bounds.filter((bound) => bound.applies(labels))),
  };
};

const boundOf = (objective: Objective, metricName: string): Bound[] => {
  const { indicator } = objective;
  if (indicator.kind !== 'within' && indicator.kind !== 'average') return [];
  if (indicator.metric !== metricName) return [];
  const applies = labelMatcher(indicator.where);
  if (indicator.kind === 'within') return [{ seconds: indicator.bound, applies }];
  const { comparison, value } = limitOf(objective);
  return comparison === 'atMost' ? [{ seconds: value, applies }] : [];
};

const lowest = (bounds: readonly Bound[]): number => Math.min(...bounds.map(({ seconds }) => seconds));
