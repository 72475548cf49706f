import { baseEdges, bucketEdges, loadObjectives } from '@chatwatch/objectives';
import { createTelemetry, type Telemetry } from '@chatwatch/telemetry';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { events } from '../events.js';
import { Analytics } from './analytics.js';

const MINUTE_MS = 60_000;
const START_MS = Date.parse('2026-11-23T10:00:00.000Z');
const objectives = loadObjectives();

let nowMs: number;
let isReady: boolean;
let telemetry: Telemetry;
let analytics: Analytics;

beforeEach(() => {
  nowMs = START_MS;
  isReady = true;
  const edges = bucketEdges(objectives, 'http_request_duration_seconds', baseEdges.httpSeconds);
  telemetry = createTelemetry({ runtime: false, edges: { http_request_duration_seconds: edges } });
  analytics = new Analytics({
    objectives,
    peek: (names) => telemetry.peek(names),
    readiness: () => Promise.resolve({ isReady, draining: false, store: { ok: isReady, reason: 'the disk is full' } }),
    nodeId: 'node-1',
    now: () => nowMs,
  });
});

afterEach(() => {
  analytics.close();
  telemetry.close();
});

const answer = (count: number, { statusCode = 200, seconds = 0.01, route = '/api/things' } = {}): void => {
  for (let done = 0; done < count; done++) {
    telemetry.observeRequest({ method: 'GET', route, statusCode, durationSeconds: seconds, sizeBytes: 500 });
  }
};

/** Lets minutes pass, in each of which something happens. */
const pass = (minutes: number, happens: () => void = () => undefined): void => {
  for (let minute = 0; minute < minutes; minute++) {
    happens();
    nowMs += MINUTE_MS;
    analytics.remember();
  }
};

const objective = async (id: string) => (await analytics.overview()).objectives.find((one) => one.id === id);
const alert = (name: string) => analytics.alerts().alerts.find((one) => one.name === name);

describe('an objective', () => {
  it('is judged from all that the process counted, with the budget that is left', async () => {
    answer(9_996);
    answer(4, { statusCode: 500 });
    nowMs += 5_000;
    expect(await objective('error-rate')).toMatchObject({
      state: 'met',
      value: 0.0004,
      events: 10_000,
      burnRate: 0.4,
      budgetLeft: 0.6,
      overSeconds: 5,
      target: '≤ 0.1 %',
    });
  });

  it.each([
    [99, 'too_few_events'],
    [100, 'missed'],
    [101, 'missed'],
  ])('with %i events is %s', async (count, state) => {
    answer(count, { seconds: 0.3 });
    nowMs += 5_000;
    expect(await objective('api-response-time')).toMatchObject({ state, value: 0, events: count });
  });

  it('is not judged without its metric, without time for a trend, or where others measure it', async () => {
    nowMs += 5_000;
    expect(await objective('cache-hit-rate')).toMatchObject({ state: 'no_data', value: null });
    expect(await objective('heap-growth')).toMatchObject({ state: 'too_early', value: null });
    expect(await objective('availability')).toMatchObject({ state: 'external', value: null });
    expect(await objective('bundle-size')).toMatchObject({ state: 'external', value: null });
  });

  it('forgets what lies before its window', async () => {
    for (let count = 0; count < 100; count++) await telemetry.timeQuery('find', 'users', () => Promise.resolve());
    pass(59);
    expect(await objective('database-query-time')).toMatchObject({ state: 'met', events: 100, overSeconds: 59 * 60 });
    pass(2);
    expect(await objective('database-query-time')).toMatchObject({ state: 'too_few_events', events: 0 });
  });
});

describe('an alert', () => {
  it('is pending while its condition is young, fires, and is quiet once the short window is clean', () => {
    pass(1, () => {
      answer(1_000);
    });
    expect(alert('ErrorRateBudgetBurn1h')).toMatchObject({ state: 'inactive', activeSince: null, value: 0 });
    answer(100, { statusCode: 500 });
    nowMs += 2_000;
    expect(alert('ErrorRateBudgetBurn1h')).toMatchObject({
      state: 'pending',
      activeSince: new Date(nowMs).toISOString(),
      objective: 'error-rate',
      severity: 'page',
      runbook: 'error-rate',
    });
    const sinceMs = nowMs;
    pass(1);
    expect(alert('ErrorRateBudgetBurn1h')).toMatchObject({
      state: 'firing',
      activeSince: new Date(sinceMs).toISOString(),
      summary: 'Error rate: the error budget burns 90.9 times as fast as it may',
    });
    pass(6, () => {
      answer(1_000);
    });
    expect(alert('ErrorRateBudgetBurn1h')).toMatchObject({ state: 'inactive' });
  });

  it('does not fire for a handful of failures', () => {
    answer(99, { statusCode: 500 });
    pass(10);
    expect(alert('ErrorRateBudgetBurn1h')).toMatchObject({ state: 'inactive', value: null });
  });

  it('bears the name that the generated rules give it', () => {
    expect(analytics.alerts().alerts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ApiResponseTimeBudgetBurn6h', 'ErrorRateBudgetBurn3d', 'DatabaseQueryTimeMissed']),
    );
  });
});

describe('the health of a node', () => {
  it('is good at the start', async () => {
    expect((await analytics.overview()).systemHealth).toEqual({ status: 'healthy', reasons: [] });
  });

  it('is degraded by a promise that does not hold', async () => {
    for (let count = 0; count < 100; count++) answer(1, { seconds: 0.3 });
    nowMs += 5_000;
    const { status, reasons } = (await analytics.overview()).systemHealth;
    expect(status).toBe('degraded');
    expect(reasons).toContainEqual({
      kind: 'objective',
      objective: 'api-response-time',
      text: 'Not kept: 95 % of API responses take at most 200 ms.',
    });
  });

  it('is bad once an alert fires that wakes somebody, told once', async () => {
    answer(200, { statusCode: 500 });
    nowMs += 5_000;
    await analytics.overview();
    pass(6);
    const { systemHealth, alerts } = await analytics.overview();
    expect(systemHealth.status).toBe('unhealthy');
    expect(systemHealth.reasons.filter((one) => one.objective === 'error-rate').map(({ kind }) => kind)).not.toContain(
      'objective',
    );
    expect(alerts.map(({ state }) => state)).not.toContain('inactive');
  });

  it('is bad while the store takes no writes', async () => {
    isReady = false;
    expect((await analytics.overview()).systemHealth).toEqual({
      status: 'unhealthy',
      reasons: [{ kind: 'readiness', objective: null, text: 'The store takes no writes: the disk is full' }],
    });
  });
});

describe('the figures', () => {
  it('are rates since the question before, without what only watches', () => {
    analytics.realTime();
    answer(30);
    answer(10, { statusCode: 503 });
    answer(500, { route: '/metrics' });
    nowMs += 2_000;
    expect(analytics.realTime()).toMatchObject({
      timestamp: new Date(nowMs).toISOString(),
      overSeconds: 2,
      requestsPerSecond: 20,
      errorRatio: 0.25,
      throughput: 0,
      deliveryTimeP99Seconds: null,
      cacheHitRatio: null,
    });
  });

  it('are the same for all who ask within a second', () => {
    const first = analytics.realTime();
    nowMs += 899;
    expect(analytics.realTime()).toEqual(first);
    nowMs += 1;
    expect(analytics.realTime()).not.toEqual(first);
  });

  it('of the overview are of the last minutes', async () => {
    pass(2, () => {
      answer(60);
    });
    answer(60);
    nowMs += MINUTE_MS;
    expect((await analytics.overview()).applicationMetrics).toMatchObject({ overSeconds: 120, requestsPerSecond: 1 });
  });
});

describe('an overview', () => {
  it('is made once for all who ask within a second', async () => {
    const [first, second] = [analytics.overview(), analytics.overview()];
    expect(second).toBe(first);
    nowMs += 1_000;
    expect(analytics.overview()).not.toBe(first);
    await first;
  });
});

describe('pages', () => {
  it('are summed up by measurement, with the rating of what most of their readers see', () => {
    const values = Array.from({ length: 100 }, (_, index) => (index + 1) * 100);
    for (const value of values) {
      events.webVitals.publish({ page: 'overview', samples: [{ name: 'LCP', value, rating: 'good' }] });
    }
    events.webVitals.publish({ page: 'elsewhere', samples: [{ name: 'CLS', value: 0.3 }] });
    expect(analytics.vitals().pages).toEqual([
      {
        page: 'overview',
        name: 'LCP',
        unit: 'milliseconds',
        count: 100,
        p50: 5_000,
        p75: 7_500,
        p95: 9_500,
        rating: 'poor',
        ratings: { good: 100, 'needs-improvement': 0, poor: 0 },
      },
      expect.objectContaining({ page: 'other', name: 'CLS', unit: 'score', count: 1, p75: 0.3, rating: 'poor' }),
    ]);
  });

  it('forget what was slow long ago', () => {
    const report = (value: number) => {
      events.webVitals.publish({ page: 'live', samples: [{ name: 'page_ready', value }] });
    };
    for (let count = 0; count < 500; count++) report(9_000);
    for (let count = 0; count < 500; count++) report(100);
    expect(analytics.vitals().pages).toMatchObject([{ count: 1_000, p50: 100, p95: 100, rating: null }]);
  });
});
