import { HEALTH } from '@chatwatch/dashboards/browser';
import type { Health } from '../health';
import { now, type FakeSeries } from './fake-prometheus';

/** What Prometheus would say of an objective; what is left out it has no series of. */
export interface FakeObjective {
  id: string;
  state: Health;
  title?: string;
  target?: string;
  kind?: string;
  unit?: string;
  window?: string;
  value?: number;
  budgetLeft?: number;
  burnRate?: number;
  exhaustion?: number;
  events?: number;
  badEvents?: number;
}

const info = ({
  id,
  title = id,
  target = '≤ 0.1 %',
  kind = 'events',
  unit = 'ratio',
  window,
}: FakeObjective): FakeSeries =>
  now(
    {
      objective: id,
      title,
      promise: `What ${title} promises.`,
      kind,
      unit,
      target,
      severity: 'page',
      runbook: id,
      ...(kind === 'external' ? {} : { window: window ?? '28d' }),
    },
    1,
  );

const numbers = (
  objectives: readonly FakeObjective[],
  pick: (one: FakeObjective) => number | undefined,
): FakeSeries[] =>
  objectives.flatMap((one) => {
    const value = pick(one);
    return value === undefined ? [] : [now({ objective: one.id }, value)];
  });

/** The answers to the queries about all objectives, by what only each of them contains. */
export const objectiveAnswers = (objectives: readonly FakeObjective[]): Record<string, readonly FakeSeries[]> => ({
  'max by (objective, title, promise': objectives.map(info),
  'min by (objective) ((objective:met': numbers(objectives, ({ state }) => HEALTH[state].value),
  'objective=~"': [],
  'max by (objective) (objective:value{': numbers(objectives, ({ value }) => value),
  'min by (objective) (objective:budget_left': numbers(objectives, ({ budgetLeft }) => budgetLeft),
  'max by (objective) (objective:burn_rate': numbers(objectives, ({ burnRate }) => burnRate),
  'min by (objective) (objective:budget_exhaustion': numbers(objectives, ({ exhaustion }) => exhaustion),
  'max by (objective) (objective:events': numbers(objectives, ({ events }) => events),
  'max by (objective) (objective:bad_events': numbers(objectives, ({ badEvents }) => badEvents),
  'sum by (job) (up{': [now({ job: 'chatwatch' }, 1)],
});
