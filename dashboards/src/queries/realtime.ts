import { buckets, orNone, perSecond, quantile, ratio, SERVICE, share } from './promql.js';
import { catalogue } from './query.js';

const DELIVERY = 'chat_delivery_seconds';
const byReader = `${SERVICE},stage="client"`;
const inService = `${SERVICE},stage!="client"`;

/** The way of messages from a sender to connected readers. */
export const realtimeQueries = catalogue({
  connections: {
    expr: `sum by (instance) (websocket_connections{${SERVICE}})`,
    legend: '{{instance}}',
    unit: 'short',
    description: 'WebSocket connections that are open, by instance.',
  },
  activeUsers: {
    expr: `sum (chat_active_users{${SERVICE}})`,
    legend: 'users',
    unit: 'short',
    description: 'Users with a live connection, and those expected back; who is on two nodes counts on both.',
  },
  deliveryP50: {
    expr: quantile(0.5, DELIVERY, [], byReader),
    legend: 'p50',
    unit: 's',
    description: 'Half of the messages reached a reader in at most this time, as readers measured it.',
    needs: 'receipts',
  },
  deliveryP95: {
    expr: quantile(0.95, DELIVERY, [], byReader),
    legend: 'p95',
    unit: 's',
    description: '95 % of the messages reached a reader in at most this time, as readers measured it.',
    needs: 'receipts',
  },
  deliveryP99: {
    expr: quantile(0.99, DELIVERY, [], byReader),
    legend: 'p99',
    unit: 's',
    description: '99 % of the messages reached a reader in at most this time, as readers measured it.',
    needs: 'receipts',
  },
  deliveryHeatmap: {
    expr: buckets(DELIVERY, byReader),
    legend: '{{le}}',
    unit: 's',
    description: 'How many messages took how long to a reader, as readers measured it.',
    isHeatmap: true,
    needs: 'receipts',
  },
  stageP99: {
    expr: quantile(0.99, DELIVERY, ['stage'], inService),
    legend: '{{stage}}',
    unit: 's',
    description: '99 % of the log entries passed a stage inside the service in at most this time.',
    needs: 'messages',
  },
  stageAverage: {
    expr: ratio(
      perSecond(`${DELIVERY}_sum`, ['stage'], inService),
      perSecond(`${DELIVERY}_count`, ['stage'], inService),
    ),
    legend: '{{stage}}',
    unit: 's',
    description: 'Average time in each stage inside the service; stacked, it is the way through the service.',
    needs: 'messages',
  },
  deliveries: {
    expr: perSecond('chat_deliveries_total', ['instance']),
    legend: '{{instance}}',
    unit: 'mps',
    description:
      'Log entries queued for a connection per second: one entry in a channel of a thousand readers is a thousand.',
  },
  readersPerMessage: {
    expr: ratio(perSecond('chat_deliveries_total'), perSecond('messages_sent_total')),
    legend: 'readers',
    unit: 'short',
    description: 'Deliveries for each message that was written.',
    needs: 'messages',
  },
  entriesPerWrite: {
    expr: ratio(perSecond('chat_deliveries_total'), perSecond('chat_socket_writes_total')),
    legend: 'entries',
    unit: 'short',
    description: 'Log entries that share one write to a socket; a write is what delivery costs.',
    needs: 'deliveries',
  },
  failureShare: {
    expr: share(perSecond('chat_delivery_failures_total'), perSecond('chat_deliveries_total')),
    legend: 'dropped',
    unit: 'percentunit',
    description: 'Share of deliveries that were discarded as their reader was too slow; no value is no deliveries.',
    needs: 'deliveries',
  },
  queueP99: {
    expr: quantile(0.99, 'chat_queue_bytes'),
    legend: 'p99',
    unit: 'bytes',
    description: '99 % of the connections have at most this much waiting for them.',
    needs: 'connections',
  },
  queueHeatmap: {
    expr: buckets('chat_queue_bytes'),
    legend: '{{le}}',
    unit: 'bytes',
    description: 'How many connections have how many bytes waiting for them, sampled twice a second.',
    isHeatmap: true,
    needs: 'connections',
  },
  slowConsumers: {
    expr: orNone(perSecond('chat_slow_consumers_total', ['action']), 'action'),
    legend: '{{action}}',
    unit: 'ops',
    description: 'What was done about readers that were too slow: ephemeral frames dropped, connections closed.',
  },
  recoveries: {
    expr: orNone(perSecond('chat_recoveries_total', ['result']), 'result'),
    legend: '{{result}}',
    unit: 'ops',
    description: 'Resumed subscriptions per second: with what was missed, with nothing missed, or too far behind.',
  },
  closes: {
    expr: orNone(`(${perSecond('chat_websocket_closes_total', ['code'])} > 0)`, 'code'),
    legend: '{{code}}',
    unit: 'cps',
    description: 'Connections closed per second by close code; 1000 and 1001 are people who left.',
  },
  presenceFrames: {
    expr: perSecond('chat_presence_frames_total', ['result']),
    legend: '{{result}}',
    unit: 'ops',
    description: 'Presence frames per second: sent to a connection, or left out as there were too many.',
  },
  presenceChanges: {
    expr: perSecond('chat_presence_changes_total'),
    legend: 'changes',
    unit: 'ops',
    description: 'Changes of presence per second that were told to listeners.',
  },
});
