import { parseExposition, parseObjectives } from '@chatwatch/objectives';
import { describe, expect, it } from '@jest/globals';
import { Judge } from './objective-status.js';

const objectives = parseObjectives(
  `objectives:
  - id: error-rate
    title: Error rate
    promise: At most 1 % of requests fail.
    indicator:
      kind: events
      matching: { metric: failures_total }
      total: { metric: requests_total }
      minimumEvents: 10
    target: { atMost: 0.01 }
    window: 28d
    unit: ratio
    severity: page
    runbook: error-rate
  - id: cpu
    title: CPU
    promise: At most 60 % of the CPU is used.
    indicator: { kind: gauge, metric: cpu_ratio, aggregate: average }
    target: { atMost: 0.6 }
    window: 1h
    unit: ratio
    severity: ticket
    runbook: cpu
`,
  'test objectives',
);

const scrape = (requests: number, failures: number, cpu: number) =>
  parseExposition(`requests_total ${requests}\nfailures_total ${failures}\ncpu_ratio ${cpu}\n`);

describe('Judge', () => {
  it('judges counters over the time since it began, not over the life of the service', () => {
    const judge = new Judge(objectives, scrape(1_000, 900, 0));
    const [errors] = judge.judge(scrape(1_100, 900, 0), 10);
    expect(errors).toEqual({
      id: 'error-rate',
      title: 'Error rate',
      promise: 'At most 1 % of requests fail.',
      target: '≤ 1 %',
      state: 'met',
      value: 0,
      shown: '0 %',
    });
  });

  it('has no verdict on too few events', () => {
    const [errors] = new Judge(objectives, scrape(0, 0, 0)).judge(scrape(9, 1, 0), 1);
    expect(errors?.state).toBe('too_few_events');
  });

  it('averages a gauge over all scrapes', () => {
    const judge = new Judge(objectives, scrape(0, 0, 0));
    const cpuAt = (ratio: number) => judge.judge(scrape(0, 0, ratio), 1)[1];
    expect(cpuAt(0.9)).toMatchObject({ state: 'missed', shown: '90 %' });
    expect(cpuAt(0.3)).toMatchObject({ state: 'met', shown: '60 %' });
    expect(cpuAt(0.9)).toMatchObject({ state: 'missed', shown: '70 %' });
  });

  it('shows nothing where nothing was measured', () => {
    const statuses = new Judge(objectives, new Map()).judge(new Map(), 1);
    expect(statuses.map(({ state, value, shown }) => ({ state, value, shown }))).toEqual([
      { state: 'no_data', value: null, shown: '' },
      { state: 'no_data', value: null, shown: '' },
    ]);
  });
});
