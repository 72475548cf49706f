import { useMemo } from 'react';
import { queries } from '@chatwatch/dashboards/browser';
import { useControls } from '../../controls';
import { useStateChanges } from '../../data/grafana/use-state-changes';
import { useQueries, type Series } from '../../data/prometheus';
import { activeTimes, timesOfChanges, type ActiveTime } from './history';
import { promisesOf, type Promised } from './promises';

/** What is known beside the rules themselves. */
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

/**
 * Asks what alerts did in the time range, and what objectives promise. A rule that Prometheus evaluates leaves series
 * there, one that Grafana evaluates leaves notes of Grafana's; each is empty where it is away.
 */
export const useSurroundings = (): Surroundings => {
  const { answers } = useQueries(ASKS);
  const changes = useStateChanges();
  const { range } = useControls();
  const fromMs = range.from.valueOf();
  const toMs = range.to.valueOf();
  return useMemo(
    () => ({
      history: new Map([
        ...timesOfChanges(changes, { fromMs, toMs }),
        ...activeTimes((answers[0] ?? []).map(activeSamples)),
      ]),
      promises: promisesOf(answers[1] ?? []),
    }),
    [answers, changes, fromMs, toMs],
  );
};
