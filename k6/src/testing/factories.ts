import type { LoadPromise, Thresholds } from '../promises/promise.ts';
import type { K6Metric, K6Summary } from '../summary/k6-summary.ts';

export const rateMetric = (passes: number, fails: number, thresholds?: K6Metric['thresholds']): K6Metric => ({
  type: 'rate',
  contains: 'default',
  values: { passes, fails, rate: passes + fails === 0 ? 0 : passes / (passes + fails) },
  ...(thresholds && { thresholds }),
});

export const counterMetric = (count: number, thresholds?: K6Metric['thresholds']): K6Metric => ({
  type: 'counter',
  contains: 'default',
  values: { count, rate: count },
  ...(thresholds && { thresholds }),
});

/** At the end of a run of 60 s. */
export const k6Summary = (
  metrics: K6Summary['metrics'],
  checks: K6Summary['root_group']['checks'] = [],
): K6Summary => ({ state: { testRunDurationMs: 60_000 }, metrics, root_group: { checks } });

export const loadPromise = (changes: Partial<LoadPromise> = {}): LoadPromise => ({
  objective: 'answers-in-time',
  title: 'Answers in time',
  target: '≥ 95 % within 200 ms',
  criterion: { of: 'response_ms', where: [], bound: 200 },
  keptAtLeast: 0.95,
  minimumEvents: 100,
  ...changes,
});

export const generatedThresholds = (promises: readonly LoadPromise[] = [loadPromise()]): Thresholds => ({
  source: 'a test',
  promises,
  measurements: [
    { objective: 'people', title: 'People', target: '≥ 1,000 users', measurement: 'concurrent_users', atLeast: 1000 },
  ],
  notMeasured: [],
  thresholds: Object.fromEntries(
    promises.map(({ objective, keptAtLeast }) => [
      `promise_kept{objective:${objective}}`,
      [`rate>=${String(keptAtLeast)}`],
    ]),
  ),
});
