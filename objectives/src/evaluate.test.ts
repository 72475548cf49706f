import { describe, expect, it } from '@jest/globals';
import { evaluate, type Evaluation } from './evaluate.js';
import { parseExposition } from './exposition.js';
import { loadObjectives } from './load.js';
import type { Objective } from './schema.js';
import { objectiveOf } from './testing/objective-factory.js';

function judge(objective: Objective, start: string, end: string, elapsedSeconds = 3600): Evaluation {
  return evaluate(objective, { start: parseExposition(start), end: parseExposition(end), elapsedSeconds });
}

function histogram(inside: number, count: number, route = '/a'): string {
  return `response_seconds_bucket{route="${route}",le="0.1"} 0
response_seconds_bucket{route="${route}",le="0.2"} ${inside}
response_seconds_bucket{route="${route}",le="+Inf"} ${count}
response_seconds_sum{route="${route}"} ${count / 8}
response_seconds_count{route="${route}"} ${count}
`;
}

describe('the share of observations within a bound', () => {
  const objective = objectiveOf();

  it.each([
    [949, 'missed'],
    [950, 'met'],
    [951, 'met'],
  ])('of %d in 1000 is %s for a target of 95 %%', (inside, state) => {
    expect(judge(objective, histogram(0, 0), histogram(inside, 1000))).toMatchObject({
      state,
      value: inside / 1000,
      events: 1000,
    });
  });

  it('counts only what happened between the scrapes', () => {
    expect(judge(objective, histogram(0, 500), histogram(98, 600))).toMatchObject({ value: 0.98, events: 100 });
  });

  it('adds up all chosen series and leaves the others out', () => {
    const where = [{ label: 'route', operator: '!~', value: '/livez|/metrics' }];
    const indicator = { kind: 'within', metric: 'response_seconds', where, bound: 0.2, minimumEvents: 1 };
    const end = histogram(90, 100, '/a') + histogram(100, 100, '/b') + histogram(5000, 5000, '/livez');
    expect(judge(objectiveOf({ indicator }), '', end)).toMatchObject({ value: 0.95, events: 200 });
  });

  it('counts a restarted process from zero, also when only one of its counters has gone down', () => {
    expect(judge(objective, histogram(900, 1000), histogram(20, 40))).toMatchObject({ value: 0.5, events: 40 });
    expect(judge(objective, histogram(30, 100), histogram(20, 120))).toMatchObject({ value: 1 / 6, events: 120 });
  });

  it('gives no verdict below the minimum of events and says what was seen', () => {
    expect(judge(objective, '', histogram(0, 9))).toMatchObject({ state: 'too_few_events', value: 0, burnRate: null });
    expect(judge(objective, '', histogram(0, 10))).toMatchObject({ state: 'missed' });
    expect(judge(objective, '', histogram(0, 0))).toMatchObject({ state: 'too_few_events', value: null, events: 0 });
  });

  it('has no data when the metric is absent, which is not the same as no events', () => {
    expect(judge(objective, histogram(1, 1), 'up 1')).toEqual({
      id: 'response-time',
      state: 'no_data',
      value: null,
      events: null,
      burnRate: null,
    });
  });

  it('knows an edge however it is written', () => {
    const whole = objectiveOf({
      indicator: { kind: 'within', metric: 'response_seconds', bound: 2, minimumEvents: 1 },
    });
    const end = 'response_seconds_bucket{le="2.0"} 4\nresponse_seconds_count 4';
    expect(judge(whole, '', end)).toMatchObject({ state: 'met' });
  });

  it('fails on a histogram that has no bucket at the bound', () => {
    const end = 'response_seconds_bucket{le="0.25"} 4\nresponse_seconds_count 4';
    expect(() => judge(objective, '', end)).toThrow(
      expect.objectContaining({
        code: 'bound_not_an_edge',
        message: 'response_seconds has no bucket that ends at 0.2: add it to its edges',
      }),
    );
  });

  it('tells how fast the error budget burns', () => {
    expect(judge(objective, '', histogram(90, 100)).burnRate).toBeCloseTo(2, 12);
  });
});

describe('the share of events', () => {
  const errors = objectiveOf({
    indicator: {
      kind: 'events',
      matching: { metric: 'requests_total', where: [{ label: 'status_code', operator: '=~', value: '5..' }] },
      total: { metric: 'requests_total' },
      minimumEvents: 100,
    },
    target: { atMost: 0.001 },
    unit: 'ratio',
  });
  const requests = (good: number, bad: number) =>
    `requests_total{status_code="200"} ${good}\nrequests_total{status_code="503"} ${bad}`;

  it.each([
    [9991, 9, 'met'],
    [9990, 10, 'met'],
    [9989, 11, 'missed'],
  ])('of %d good and %d bad is %s for at most 0.1 %%', (good, bad, state) => {
    expect(judge(errors, requests(0, 0), requests(good, bad))).toMatchObject({ state, events: 10_000 });
  });

  it('is zero while no series of the matching events exists', () => {
    const end = 'requests_total{status_code="200"} 100';
    expect(judge(errors, '', end)).toMatchObject({ state: 'met', value: 0 });
  });

  it('counts a series that was born between the scrapes', () => {
    const start = 'requests_total{status_code="200"} 50';
    expect(judge(errors, start, requests(149, 1))).toMatchObject({ value: 0.01, events: 100 });
  });

  it('counts a counter that went down from zero', () => {
    expect(judge(errors, requests(5000, 50), requests(99, 1))).toMatchObject({ value: 0.01, events: 100 });
  });

  it('has no data when there is no total, even with matching events', () => {
    const objective = objectiveOf({
      indicator: { kind: 'events', matching: { metric: 'lost' }, total: { metric: 'sent' }, minimumEvents: 1 },
      target: { atMost: 0.1 },
      unit: 'ratio',
    });
    expect(judge(objective, '', 'lost 3').state).toBe('no_data');
  });

  it('takes a hit on any cache level as an answer to the one lookup that level 1 counts', () => {
    const objective = loadObjectives().find(({ id }) => id === 'cache-hit-rate');
    const lookups = (l1Hits: number, l1Misses: number, l2Hits: number, l2Misses: number) =>
      `cache_requests_total{level="l1",group="page",result="hit"} ${l1Hits}
cache_requests_total{level="l1",group="page",result="miss"} ${l1Misses}
cache_requests_total{level="l2",group="page",result="hit"} ${l2Hits}
cache_requests_total{level="l2",group="page",result="miss"} ${l2Misses}`;
    expect(objective && judge(objective, '', lookups(600, 400, 200, 200))).toMatchObject({ state: 'met', value: 0.8 });
    expect(objective && judge(objective, '', lookups(600, 400, 199, 201))).toMatchObject({ state: 'missed' });
  });
});

describe('an average', () => {
  const objective = objectiveOf({
    indicator: { kind: 'average', metric: 'query_seconds', minimumEvents: 10 },
    target: { atMost: 0.05 },
  });
  const queries = (sum: number, count: number) => `query_seconds_sum ${sum}\nquery_seconds_count ${count}`;

  it.each([
    [4.99, 'met'],
    [5, 'met'],
    [5.01, 'missed'],
  ])('of %d s over 100 queries is %s for at most 50 ms', (sum, state) => {
    expect(judge(objective, '', queries(sum, 100))).toMatchObject({ state, value: sum / 100, events: 100 });
  });

  it('gives no verdict on too few and has no data without the metric', () => {
    expect(judge(objective, '', queries(9, 9)).state).toBe('too_few_events');
    expect(judge(objective, '', '').state).toBe('no_data');
  });
});

describe('a gauge', () => {
  const gauge = (aggregate: string) =>
    objectiveOf({
      indicator: { kind: 'gauge', metric: 'cpu_ratio', aggregate },
      target: { atMost: 0.6 },
      unit: 'ratio',
    });
  const now = 'cpu_ratio{instance="a"} 0.25\ncpu_ratio{instance="b"} 0.75\ncpu_ratio{instance="c"} NaN';

  it.each([
    ['average', 0.5, 'met'],
    ['minimum', 0.25, 'met'],
    ['maximum', 0.75, 'missed'],
  ])('is judged by the %s over its series as they are now, NaN left out', (aggregate, value, state) => {
    expect(judge(gauge(aggregate), 'cpu_ratio{instance="a"} 1', now)).toMatchObject({ state, value, events: null });
  });

  it('has no data when every series is NaN', () => {
    expect(judge(gauge('average'), '', 'cpu_ratio NaN').state).toBe('no_data');
  });
});

describe('growth', () => {
  const growth = (measure: string, atMost: number) =>
    objectiveOf({
      indicator: { kind: 'growth', metric: 'heap_bytes', measure, minimumElapsed: '10m' },
      target: { atMost },
      unit: 'bytes',
    });
  const absolute = growth('absolute', 6000);

  it.each([
    [1999, 'met'],
    [2000, 'met'],
    [2001, 'missed'],
  ])('of %d in 20 minutes is %s for at most 6000 an hour', (gain, state) => {
    expect(judge(absolute, 'heap_bytes 500', `heap_bytes ${500 + gain}`, 1200)).toMatchObject({
      state,
      value: gain * 3,
    });
  });

  it('gives no verdict until enough time has passed', () => {
    expect(judge(absolute, 'heap_bytes 1', 'heap_bytes 9', 599)).toMatchObject({ state: 'too_early', value: null });
    expect(judge(absolute, 'heap_bytes 1', 'heap_bytes 9', 600)).toMatchObject({ state: 'met', value: 48 });
  });

  it('is a share of where it began when it is relative', () => {
    expect(judge(growth('relative', 0.1), 'heap_bytes 1000', 'heap_bytes 1050', 1800)).toMatchObject({
      state: 'met',
      value: 0.1,
    });
  });

  it('is that of the process that grew most, of those present in both scrapes', () => {
    const start = 'heap_bytes{instance="a"} 100\nheap_bytes{instance="b"} 100';
    const end = 'heap_bytes{instance="a"} 50\nheap_bytes{instance="b"} 130\nheap_bytes{instance="new"} 9999';
    expect(judge(absolute, start, end).value).toBe(30);
    expect(judge(absolute, start, 'heap_bytes{instance="new"} 9999').state).toBe('no_data');
  });
});

describe('an external measurement', () => {
  it('is left to whoever measures it', () => {
    const objective = objectiveOf({
      indicator: { kind: 'external', source: 'load-run', measurement: 'users' },
      target: { atLeast: 1000 },
      window: undefined,
      unit: 'users',
    });
    expect(judge(objective, '', '')).toMatchObject({ state: 'external', value: null, burnRate: null });
  });
});
