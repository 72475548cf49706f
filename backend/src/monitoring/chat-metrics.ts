import { baseEdges, bucketEdges, type Objectives } from '@chatwatch/objectives';
import { HotCounter, HotHistogram, type Telemetry } from '@chatwatch/telemetry';
import { LIMIT_NAMES } from '../config-limits.js';
import { events } from '../events.js';

const QUEUE_EDGES = [0, 1_024, 16_384, 65_536, 262_144, 524_288, 1_048_576];
const GROUP_EDGES = [1, 2, 5, 10, 25, 50, 100, 250, 1_000];

/** Chat's own metrics, each declared once. */
const declare = (telemetry: Telemetry, objectives: Objectives) => ({
  messagesSent: telemetry.register(
    new HotCounter({
      name: 'messages_sent_total',
      help: 'Messages stored, by the type of their channel; retries of a stored one are not counted.',
      labels: { channel_type: ['public', 'private', 'direct'] },
      startsAtZero: true,
    }),
  ),
  delivery: telemetry.register(
    new HotHistogram({
      name: 'chat_delivery_seconds',
      help: 'Time a log entry spends in each stage of its way; client is the whole way, as readers measured it.',
      labels: { stage: ['persist', 'publish', 'fanout', 'flush', 'client'] },
      edges: bucketEdges(objectives, 'chat_delivery_seconds', baseEdges.deliverySeconds),
    }),
  ),
  deliveries: telemetry.register(
    new HotCounter({
      name: 'chat_deliveries_total',
      help: 'Log entries queued for a connection: one entry in a channel of a thousand readers counts a thousand.',
    }),
  ),
  deliveryFailures: telemetry.register(
    new HotCounter({
      name: 'chat_delivery_failures_total',
      help: 'Log entries queued for a connection and discarded, as its reader was too slow.',
    }),
  ),
  socketWrites: telemetry.register(
    new HotCounter({
      name: 'chat_socket_writes_total',
      help: 'Writes to sockets that carried log entries; deliveries divided by it is how well writes are shared.',
    }),
  ),
  queue: telemetry.register(
    new HotHistogram({
      name: 'chat_queue_bytes',
      help: 'Bytes waiting on a connection, sampled on every connection twice a second.',
      edges: QUEUE_EDGES,
    }),
  ),
  slowConsumers: telemetry.register(
    new HotCounter({
      name: 'chat_slow_consumers_total',
      help: 'What was done about readers that were too slow: ephemeral frames dropped, connections closed.',
      labels: { action: ['dropped', 'closed'] },
      startsAtZero: true,
    }),
  ),
  rateLimited: telemetry.register(
    new HotCounter({
      name: 'chat_rate_limited_total',
      help: 'Requests refused for going over a limit, by the limit.',
      labels: { limit: [...LIMIT_NAMES, 'frames', 'connections'] },
      startsAtZero: true,
    }),
  ),
  recoveries: telemetry.register(
    new HotCounter({
      name: 'chat_recoveries_total',
      help: 'Resumed subscriptions: with what was missed, with nothing missed, or too far behind.',
      labels: { result: ['recovered', 'not_needed', 'too_far'] },
      startsAtZero: true,
    }),
  ),
  commitSeconds: telemetry.register(
    new HotHistogram({
      name: 'chat_commit_seconds',
      help: 'Time of one durable commit of a group of writes.',
      edges: [...baseEdges.databaseSeconds],
    }),
  ),
  commitWrites: telemetry.register(
    new HotHistogram({
      name: 'chat_commit_writes',
      help: 'Writes that were committed together.',
      edges: GROUP_EDGES,
    }),
  ),
});

/**
 * Turns the core's events into metrics. Without it the core runs the same, only unseen.
 * @returns a function that stops listening
 */
export const observeChat = (telemetry: Telemetry, objectives: Objectives): (() => void) => {
  const metrics = declare(telemetry, objectives);
  const stops = [...observeMessages(metrics), ...observeDelivery(metrics), ...observeReaders(metrics)];
  return () => {
    for (const stop of stops) stop();
  };
};

type ChatMetrics = ReturnType<typeof declare>;

const observeMessages = (metrics: ChatMetrics): (() => void)[] => {
  const persist = metrics.delivery.child({ stage: 'persist' });
  const commitSeconds = metrics.commitSeconds.child();
  const commitWrites = metrics.commitWrites.child();
  return [
    events.messageStored.subscribe(({ channelType, persistSeconds }) => {
      metrics.messagesSent.child({ channel_type: channelType }).inc();
      persist.observe(persistSeconds);
    }),
    events.commit.subscribe(({ durationSeconds, writes }) => {
      commitSeconds.observe(durationSeconds);
      commitWrites.observe(writes);
    }),
  ];
};

const observeDelivery = (metrics: ChatMetrics): (() => void)[] => {
  const publish = metrics.delivery.child({ stage: 'publish' });
  const fanout = metrics.delivery.child({ stage: 'fanout' });
  const flush = metrics.delivery.child({ stage: 'flush' });
  const deliveries = metrics.deliveries.child();
  const failures = metrics.deliveryFailures.child();
  const writes = metrics.socketWrites.child();
  return [
    events.entryPublished.subscribe(({ publishSeconds }) => {
      publish.observe(publishSeconds);
    }),
    events.deliveryPass.subscribe((pass) => {
      const flushSeconds = (pass.endedAt - pass.startedAt) / 1000;
      for (const publishedAt of pass.publishedAt) {
        fanout.observe((pass.startedAt - publishedAt) / 1000);
        flush.observe(flushSeconds);
      }
      deliveries.inc(pass.deliveries);
      failures.inc(pass.failures);
      writes.inc(pass.writes);
    }),
  ];
};

const observeReaders = (metrics: ChatMetrics): (() => void)[] => {
  const client = metrics.delivery.child({ stage: 'client' });
  const queue = metrics.queue.child();
  return [
    events.receipts.subscribe(({ deliverySeconds }) => {
      for (const seconds of deliverySeconds) client.observe(seconds);
    }),
    events.queueSample.subscribe(({ queuedBytes }) => {
      for (const bytes of queuedBytes) queue.observe(bytes);
    }),
    events.slowConsumer.subscribe(({ action }) => {
      metrics.slowConsumers.child({ action }).inc();
    }),
    events.rateLimited.subscribe(({ limit }) => {
      metrics.rateLimited.child({ limit }).inc();
    }),
    events.recovery.subscribe(({ result }) => {
      metrics.recoveries.child({ result }).inc();
    }),
  ];
};
