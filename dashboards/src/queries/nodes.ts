import { average, orNone, perSecond, SERVICE } from './promql.js';
import { catalogue } from './query.js';

/** What several nodes tell each other through Redis. */
export const nodeQueries = catalogue({
  busMessages: {
    expr: perSecond('chat_bus_messages_total', ['direction']),
    legend: '{{direction}}',
    unit: 'mps',
    description: 'Messages between nodes per second: published by one, or received from another.',
    needs: 'nodes',
  },
  busBatch: {
    expr: average('chat_bus_batch_messages'),
    legend: 'messages',
    unit: 'short',
    description: 'Messages that were published together, on average.',
    needs: 'nodes',
  },
  busState: {
    expr: `sum by (state) (chat_bus_state{${SERVICE}})`,
    legend: '{{state}}',
    unit: 'short',
    description: 'How many nodes hear all of the others (complete), some (partial) or none (away).',
    needs: 'nodes',
  },
  filledEntries: {
    expr: orNone(perSecond('chat_bus_filled_entries_total', ['reason']), 'reason'),
    legend: '{{reason}}',
    unit: 'ops',
    description:
      'Log entries per second that did not come of themselves and were read from the store, by how that was noticed.',
  },
  lostBatches: {
    expr: perSecond('chat_bus_lost_batches_total'),
    legend: 'batches lost',
    unit: 'ops',
    description: 'Batches per second that may not have been published; other nodes read the store instead.',
  },
  channelsBehind: {
    expr: perSecond('chat_bus_channels_behind_total'),
    legend: 'channels behind',
    unit: 'ops',
    description: 'Channels per second that a comparison found to go further in the store than what had come.',
  },
});
