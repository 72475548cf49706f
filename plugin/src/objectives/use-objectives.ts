import { useMemo } from 'react';
import { queries } from '@chatwatch/dashboards/browser';
import { useQueries, type Answered, type Ask } from '../data/prometheus';
import { OBJECTIVE_QUERIES, objectivesFrom, type ObjectiveAnswers } from './from-answers';
import type { Objective } from './objective';

const NAMES = Object.keys(OBJECTIVE_QUERIES) as (keyof ObjectiveAnswers)[]; // of a literal

const ASKS: readonly Ask[] = [
  ...NAMES.map((name): Ask => ({ query: OBJECTIVE_QUERIES[name], kind: 'instant' })),
  { query: queries.consoleQueries.targetsUp, kind: 'instant' },
];

/** All objectives as they stand at the end of the time range. */
export interface Objectives {
  readonly answered: Answered;
  /** In no order of meaning. */
  readonly objectives: readonly Objective[];
  /** Targets of the chosen jobs that answer Prometheus; undefined where it scrapes none. */
  readonly targetsUp: number | undefined;
}

/** Asks for all objectives, in one request however many there are. */
export function useObjectives(): Objectives {
  const answered = useQueries(ASKS);
  return useMemo(() => {
    const [targets = []] = answered.answers.slice(NAMES.length);
    const byName = NAMES.map((name, index) => [name, answered.answers[index] ?? []]);
    return {
      answered,
      objectives: objectivesFrom(Object.fromEntries(byName) as ObjectiveAnswers), // has every name
      targetsUp: targets.length === 0 ? undefined : sum(targets.map(({ values }) => values.at(-1) ?? 0)),
    };
  }, [answered]);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
