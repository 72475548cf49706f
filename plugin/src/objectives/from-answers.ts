import { queries, type Query } from '@chatwatch/dashboards/browser';
import { latest, type Series } from '../data/prometheus';
import { healthOf } from '../health';
import type { Objective } from './objective';

const { allObjectivesQueries: all, consoleQueries: more } = queries;

/** What is asked about all objectives at once: one instant query for each kind of number, whatever their count. */
export const OBJECTIVE_QUERIES = {
  promises: more.promises,
  states: all.state,
  values: more.values,
  budgetsLeft: all.budgetLeft,
  burnRates: all.burnRate,
  exhaustions: more.exhaustions,
  events: more.events,
  badEvents: more.badEvents,
} satisfies Record<string, Query>;

/** The answers to {@link OBJECTIVE_QUERIES}. */
export type ObjectiveAnswers = Readonly<Record<keyof typeof OBJECTIVE_QUERIES, readonly Series[]>>;

const byObjective = (series: readonly Series[]): ReadonlyMap<string, number> =>
  new Map(
    series.flatMap((one) => {
      const { objective } = one.labels;
      const value = latest(one);
      return objective === undefined || value === undefined ? [] : [[objective, value] as const];
    }),
  );

const given = (name: keyof Objective, value: number | undefined): Partial<Objective> =>
  value === undefined ? {} : { [name]: value };

/** Objectives from the answers to {@link OBJECTIVE_QUERIES}, each once, in the order of the first answer. */
export function objectivesFrom(answers: ObjectiveAnswers): Objective[] {
  const { promises, ...numbers } = answers;
  const states = byObjective(numbers.states);
  const values = byObjective(numbers.values);
  const budgets = byObjective(numbers.budgetsLeft);
  const burnRates = byObjective(numbers.burnRates);
  const exhaustions = byObjective(numbers.exhaustions);
  const events = byObjective(numbers.events);
  const badEvents = byObjective(numbers.badEvents);
  // While a promise is reworded, Prometheus knows it in both wordings for some minutes.
  const each = new Map(promises.map(({ labels }) => [labels.objective ?? '', labels]));
  return [...each].map(([id, labels]) => ({
    id,
    title: labels.title ?? id,
    promise: labels.promise ?? '',
    kind: labels.kind ?? '',
    unit: labels.unit ?? '',
    target: labels.target ?? '',
    ...(labels.window === undefined ? {} : { window: labels.window }),
    severity: labels.severity ?? '',
    runbook: labels.runbook ?? '',
    state: healthOf(states.get(id)) ?? 'silent',
    ...given('value', values.get(id)),
    ...given('budgetLeft', budgets.get(id)),
    ...given('burnRate', burnRates.get(id)),
    ...given('exhaustionSeconds', exhaustions.get(id)),
    ...given('events', events.get(id)),
    ...given('badEvents', badEvents.get(id)),
  }));
}
