import { useMemo } from 'react';
import { queries } from '@chatwatch/dashboards/browser';
import { useQueries, type Series } from '../../data/prometheus';
import { activeTimes, type ActiveTime } from './history';
import { promisesOf, type Promised } from './promises';

/** What Prometheus knows beside the rules themselves. */
export interface Surroundings {
  /** When alerts were active in the time range, by their names. */
  readonly history: ReadonlyMap<string, readonly ActiveTime[]>;
  /** Objectives by their ids. */
  readonly promises: ReadonlyMap<string, Promised>;
}

const ASKS = [
  // As fine as a line of the page is wide.
  { query: queries.changeQueries.alertStates, kind: 'range', maxPoints: 240 },
  { query: queries.consoleQueries.promises, kind: 'instant' },
] as const;

const activeSamples = ({ labels, times, values }: Series) => ({
  labels,
  times: times.filter((_, index) => values[index] === 1),
});

/** Asks what alerts did in the time range, and what objectives promise; both are empty where Prometheus is away. */
export const useSurroundings = (): Surroundings => {
  const { answers } = useQueries(ASKS);
  return useMemo(
    () => ({
      history: activeTimes((answers[0] ?? []).map(activeSamples)),
      promises: promisesOf(answers[1] ?? []),
    }),
    [answers],
  );
};
