import type { Objective } from '../objectives/objective';

/** An objective about a share that is kept, with what is different; for tests. */
export const objectiveOf = (different: Partial<Objective> = {}): Objective => ({
  id: 'error-rate',
  title: 'Error rate',
  promise: 'At most 0.1 % of requests fail.',
  kind: 'events',
  unit: 'ratio',
  target: '≤ 0.1 %',
  window: '28d',
  severity: 'page',
  runbook: 'error-rate',
  state: 'kept',
  ...different,
});
