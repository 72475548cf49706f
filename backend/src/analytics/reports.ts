import { VITAL_NAMES, VITAL_RATINGS } from '@chatwatch/client';
import { z } from 'zod';

/** What the analytics API answers with, as schemas: documentation is made from them, and tests hold answers to them. */

const time = z.iso.datetime().meta({ examples: ['2026-11-23T10:00:00.000Z'] });
const text = (example: string) => z.string().meta({ examples: [example] });
const number = (example: number, description?: string) =>
  z.number().meta({ examples: [example], ...(description !== undefined && { description }) });
const share = (example: number, description: string) =>
  z
    .number()
    .min(0)
    .max(1)
    .meta({ examples: [example], description });

const head = {
  generatedAt: time,
  scope: z.literal('node').describe('All of it is about the process that answered, not about its neighbours'),
  nodeId: text('node-1'),
  startedAt: time.describe('Since when the process counts'),
};

const severity = z.enum(['page', 'ticket']).describe('Whether it wakes somebody or waits for the morning');
const objectiveId = text('error-rate').describe('Of an objective, as in objectives.yaml');

const alert = z
  .strictObject({
    name: text('ErrorRateBudgetBurn1h').describe('As the rules for Prometheus and Grafana have it'),
    objective: objectiveId,
    severity,
    state: z.enum(['firing', 'pending', 'inactive']).describe('Pending: not yet for as long as it must last'),
    activeSince: time.nullable(),
    value: number(16.2).nullable().describe('The burn rate over the long window, or the value of the objective'),
    summary: text('Error rate: the error budget burns 16.2 times as fast as it may'),
    runbook: text('error-rate').describe('Name of the page that says what to do'),
  })
  .meta({ id: 'Alert' });

/** An alert as it is told. */
export type AlertReport = z.output<typeof alert>;

const objective = z
  .strictObject({
    id: objectiveId,
    title: text('Error rate'),
    promise: text('At most 0.1 % of requests fail through a fault of the service.'),
    target: text('≤ 0.1 %'),
    unit: z.enum(['seconds', 'bytes', 'ratio', 'users']).describe('What its metric counts in'),
    severity,
    runbook: text('error-rate'),
    state: z
      .enum(['met', 'missed', 'no_data', 'too_few_events', 'too_early', 'external'])
      .describe('External: measured by a build, by a load run, or by who scrapes the process'),
    value: number(0.0004, 'A share, seconds, bytes, or one of these an hour, as the target is written').nullable(),
    events: number(12_034, 'What the value rests on; null for what does not count events').nullable(),
    burnRate: number(0.4, 'How many times as fast as it may the budget is used').nullable(),
    budgetLeft: number(0.6, 'Share of the budget over this time that is left; below 0 it is overdrawn').nullable(),
    overSeconds: z
      .number()
      .min(0)
      .meta({ examples: [3_600], description: "The promise's window, or since the start where that is shorter" }),
  })
  .meta({ id: 'ObjectiveStanding' });

/** An objective as it stands. */
export type ObjectiveReport = z.output<typeof objective>;

const figures = {
  overSeconds: number(1, 'The time that the rates are over'),
  activeConnections: z
    .int()
    .min(0)
    .meta({ examples: [120] }),
  activeUsers: z
    .int()
    .min(0)
    .meta({ examples: [96] }),
  requestsPerSecond: number(85.2),
  errorRatio: share(0.0002, 'Of the requests, those that failed through a fault of the service').nullable(),
  responseTimeP95Seconds: number(0.034).nullable(),
  deliveriesPerSecond: number(4_210),
  deliveryTimeP99Seconds: number(0.021, 'As clients measured it').nullable(),
  cacheHitRatio: share(0.93, 'Of lookups of cached data').nullable(),
};

export const overviewSchema = z
  .strictObject({
    ...head,
    systemHealth: z.strictObject({
      status: z
        .enum(['healthy', 'degraded', 'unhealthy'])
        .describe(
          'Unhealthy: not ready, or an alert that wakes somebody. Degraded: another alert, or a missed promise',
        ),
      reasons: z.array(
        z.strictObject({
          kind: z.enum(['readiness', 'alert', 'objective']),
          objective: objectiveId.nullable(),
          text: text('Error rate: the error budget burns 16.2 times as fast as it may'),
        }),
      ),
    }),
    objectives: z.array(objective),
    applicationMetrics: z.strictObject({ ...figures, messagesPerSecond: number(42) }),
    alerts: z.array(alert).describe('Those that are pending or firing'),
  })
  .meta({ id: 'PerformanceOverview' });

export type Overview = z.output<typeof overviewSchema>;

export const alertsSchema = z
  .strictObject({ ...head, alerts: z.array(alert).describe('All of them, also the inactive ones') })
  .meta({ id: 'PerformanceAlerts' });

export type AlertsReport = z.output<typeof alertsSchema>;

export const realTimeSchema = z
  .strictObject({
    timestamp: time,
    cpu: share(0.21, "Of the machine's cores that the process may use"),
    memory: number(118_489_088, 'Resident, bytes'),
    heapUsedBytes: number(61_865_984),
    eventLoopUtilization: share(0.18, 'Of the time, in which the event loop was busy'),
    throughput: number(42, 'Messages stored per second'),
    ...figures,
  })
  .meta({ id: 'RealTime' });

export type RealTimeReport = z.output<typeof realTimeSchema>;

const count = z.int().min(0);

export const vitalsSchema = z
  .strictObject({
    ...head,
    pages: z.array(
      z.strictObject({
        page: text('overview').describe('A page of the console, or "other"'),
        name: z.enum(VITAL_NAMES),
        unit: z.enum(['milliseconds', 'score']),
        count: count.describe('Measurements since the start'),
        p50: number(640, 'Of the latest 500 measurements'),
        p75: number(910),
        p95: number(1_480),
        rating: z.enum(VITAL_RATINGS).nullable().describe('How web.dev judges p75; null where it has no limits'),
        ratings: z
          .strictObject({ good: count, 'needs-improvement': count, poor: count })
          .describe('Measurements since the start, where the page said how it was'),
      }),
    ),
  })
  .meta({ id: 'VitalsSummary' });

export type VitalsSummary = z.output<typeof vitalsSchema>;
