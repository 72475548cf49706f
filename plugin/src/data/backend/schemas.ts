import * as z from 'zod/mini';

const time = z.iso.datetime();

/** A channel that the service's token may read. */
const channelSchema = z.looseObject({ id: z.string(), name: z.nullable(z.string()), type: z.string() });

/** The list of public channels. */
export const channelsSchema = z.object({ channels: z.array(channelSchema) });

/** A message of history. */
const messageSchema = z.looseObject({
  channelId: z.string(),
  seq: z.number(),
  id: z.string(),
  author: z.looseObject({ id: z.string(), name: z.string(), avatarUrl: z.optional(z.nullable(z.string())) }),
  content: z.string(),
  files: z.array(z.looseObject({ id: z.string(), name: z.string(), type: z.string(), sizeBytes: z.number() })),
  createdAt: time,
  editedAt: z.optional(z.nullable(time)),
  deletedAt: z.optional(z.nullable(time)),
});

/** A page of history: the state at `head`. */
export const historySchema = z.object({ messages: z.array(messageSchema), head: z.number(), hasMore: z.boolean() });

/** For one WebSocket that only reads. */
export const ticketSchema = z.object({ ticket: z.string(), expiresAt: time });

/** As much of the service's API document as tells its version. */
export const openApiSchema = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});

/** What answers without content. */
export const nothingSchema = z.unknown();

const severity = z.enum(['page', 'ticket']);

/** What every answer about the node that gave it begins with. */
const head = { generatedAt: time, nodeId: z.string(), startedAt: time };

const figures = {
  overSeconds: z.number(),
  activeConnections: z.number(),
  activeUsers: z.number(),
  requestsPerSecond: z.number(),
  errorRatio: z.nullable(z.number()),
  responseTimeP95Seconds: z.nullable(z.number()),
  deliveriesPerSecond: z.number(),
  deliveryTimeP99Seconds: z.nullable(z.number()),
  cacheHitRatio: z.nullable(z.number()),
};

const alert = z.looseObject({
  name: z.string(),
  objective: z.string(),
  severity,
  state: z.enum(['firing', 'pending', 'inactive']),
  activeSince: z.nullable(time),
  value: z.nullable(z.number()),
  summary: z.string(),
  runbook: z.string(),
});

/** A moment of the service: shares from 0 to 1, memory in bytes, throughput in messages a second. */
export const realTimeSchema = z.looseObject({
  timestamp: time,
  cpu: z.number(),
  memory: z.number(),
  heapUsedBytes: z.number(),
  eventLoopUtilization: z.number(),
  throughput: z.number(),
  ...figures,
});

/** A node's own view of itself; its objectives are judged over `overSeconds`. */
export const overviewSchema = z.looseObject({
  ...head,
  systemHealth: z.looseObject({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    reasons: z.array(z.looseObject({ kind: z.string(), objective: z.nullable(z.string()), text: z.string() })),
  }),
  objectives: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      promise: z.string(),
      target: z.string(),
      unit: z.enum(['seconds', 'bytes', 'ratio', 'users']),
      severity,
      runbook: z.string(),
      state: z.enum(['met', 'missed', 'no_data', 'too_few_events', 'too_early', 'external']),
      value: z.nullable(z.number()),
      events: z.nullable(z.number()),
      burnRate: z.nullable(z.number()),
      budgetLeft: z.nullable(z.number()),
      overSeconds: z.number(),
    }),
  ),
  applicationMetrics: z.looseObject({ ...figures, messagesPerSecond: z.number() }),
  alerts: z.array(alert),
});

/** How fast the console's pages were, by page and measurement. */
export const vitalsSchema = z.looseObject({
  ...head,
  pages: z.array(
    z.looseObject({
      page: z.string(),
      name: z.string(),
      unit: z.enum(['milliseconds', 'score']),
      count: z.number(),
      p50: z.number(),
      p75: z.number(),
      p95: z.number(),
      rating: z.nullable(z.enum(['good', 'needs-improvement', 'poor'])),
    }),
  ),
});

/** All alerts as the node itself evaluates them, also the inactive ones. */
export const alertsSchema = z.looseObject({ ...head, alerts: z.array(alert) });
