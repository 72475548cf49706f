import type { Limits } from '../limits.js';
import type { Dashboard, Row } from '../model.js';
import { nodeQueries as nodes, realtimeQueries as realtime } from '../queries/index.js';

const now = (limits: Limits): Row => ({
  title: 'Now',
  height: 4,
  panels: [
    {
      id: 1,
      title: 'Users online',
      worry: 'it falls at once while the day does not explain it.',
      next: 'connections and closes by code.',
      view: 'stat',
      width: 6,
      queries: [realtime.activeUsers],
    },
    {
      id: 2,
      title: 'Delivery time, 99 %',
      worry: 'it is red.',
      next: 'the stages: the slow one says where.',
      view: 'stat',
      width: 6,
      queries: [realtime.deliveryP99],
      limit: limits.bound('message-delivery-time'),
    },
    {
      id: 3,
      title: 'Dropped deliveries',
      worry: 'it is red. Zero is none dropped, ‘No deliveries’ is none to drop.',
      next: 'slow consumers and queues.',
      view: 'stat',
      width: 6,
      queries: [realtime.failureShare],
      limit: limits.target('delivery-success'),
    },
    {
      id: 4,
      title: 'Readers for each message',
      worry: 'it grows: the same messages cost more, as fan-out is what delivery costs.',
      next: 'entries for each write, below.',
      view: 'stat',
      width: 6,
      queries: [realtime.readersPerMessage],
    },
  ],
});

const delivery = (limits: Limits): Row => ({
  title: 'Delivery',
  height: 9,
  panels: [
    {
      id: 5,
      title: 'Delivery time at readers',
      worry: 'the 99th percentile stays over the line.',
      next: 'the stages; if none is slow, the network or the readers’ machines are.',
      view: 'timeseries',
      width: 12,
      queries: [realtime.deliveryP50, realtime.deliveryP95, realtime.deliveryP99],
      limit: limits.bound('message-delivery-time'),
    },
    {
      id: 6,
      title: 'Spread of delivery times',
      worry: 'a second band appears: some readers, or some channels, are served later than the rest.',
      next: 'queue depth for slow readers, the stages for slow channels.',
      view: 'heatmap',
      width: 12,
      queries: [realtime.deliveryHeatmap],
    },
    {
      id: 7,
      title: 'Slowest hundredth by stage',
      worry: 'one stage stands out: persist is the database, publish Redis, fan-out and flush the event loop.',
      next: 'the data dashboard for persist and publish, the runtime dashboard for the others.',
      view: 'timeseries',
      width: 12,
      queries: [realtime.stageP99],
      leadsTo: 'data',
    },
    {
      id: 8,
      title: 'The way through the service',
      worry: 'the whole grows; the part that grows says where.',
      next: 'the slowest hundredth by stage beside it.',
      view: 'timeseries',
      width: 12,
      queries: [realtime.stageAverage],
      isStacked: true,
      leadsTo: 'runtime',
    },
  ],
});

const fanOut: Row = {
  title: 'Fan-out',
  height: 8,
  panels: [
    {
      id: 9,
      title: 'Deliveries',
      worry: 'they fall while messages are still written.',
      next: 'connections, and the bus between nodes.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.deliveries],
      isStacked: true,
    },
    {
      id: 10,
      title: 'Entries for each write',
      worry: 'it falls to one under load: every entry costs a write of its own.',
      next: 'the event loop on the runtime dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.entriesPerWrite],
      leadsTo: 'runtime',
    },
    {
      id: 11,
      title: 'Dropped deliveries over time',
      worry: 'it stays over zero: some readers miss messages until they recover.',
      next: 'slow consumers beside it.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.failureShare],
    },
  ],
};

const readers: Row = {
  title: 'Slow readers',
  height: 8,
  panels: [
    {
      id: 12,
      title: 'Queue depth',
      worry: 'it climbs towards the size at which a reader is closed.',
      next: 'how many connections are that deep, beside it.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.queueP99],
    },
    {
      id: 13,
      title: 'Spread of queue depths',
      worry: 'the deep bands fill: many readers are slow at once, so it is rather us than them.',
      next: 'the event loop and the network on the runtime dashboard.',
      view: 'heatmap',
      width: 8,
      queries: [realtime.queueHeatmap],
      leadsTo: 'runtime',
    },
    {
      id: 14,
      title: 'Slow consumers',
      worry: 'connections are closed in numbers.',
      next: 'recoveries: do they come back with what they missed.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.slowConsumers],
    },
  ],
};

const connections: Row = {
  title: 'Connections',
  height: 8,
  panels: [
    {
      id: 15,
      title: 'Connections',
      worry: 'one instance has most of them: the balancer does not balance.',
      next: 'starts and deploys: connections stay where they were when one was away.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.connections],
      isStacked: true,
    },
    {
      id: 16,
      title: 'Closes by code',
      worry:
        'codes from 4000 rise: 4001 sign-in, 4004 too slow, 4005 limits, 4006 a node stops; 1006 is a cut network.',
      next: 'slow consumers for 4004, the balancer for 1006.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.closes],
    },
    {
      id: 17,
      title: 'Recoveries',
      worry: 'too_far rises: clients were away too long and read history again.',
      next: 'closes by code, and requests on the API dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.recoveries],
      leadsTo: 'api',
    },
  ],
};

const presence: Row = {
  title: 'Presence and nodes',
  height: 8,
  panels: [
    {
      id: 18,
      title: 'Presence frames',
      worry: 'dropped frames rise: lists of who is online lag behind.',
      next: 'changes of presence: a flapping network makes many.',
      view: 'timeseries',
      width: 12,
      queries: [realtime.presenceFrames],
    },
    {
      id: 19,
      title: 'Changes of presence',
      worry: 'it multiplies while the number of users does not.',
      next: 'closes by code.',
      view: 'timeseries',
      width: 12,
      queries: [realtime.presenceChanges],
    },
    {
      id: 20,
      title: 'Messages between nodes',
      worry: 'nodes publish and nobody receives.',
      next: 'how much the nodes hear, beside it, and Redis on the data dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [nodes.busMessages],
      leadsTo: 'data',
    },
    {
      id: 21,
      title: 'How much nodes hear',
      worry: 'any node is partial or away for longer than a restart of Redis takes.',
      next: 'entries read from the store, below; Redis on the data dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [nodes.busState],
      isStacked: true,
      leadsTo: 'data',
    },
    {
      id: 22,
      title: 'Entries read from the store',
      worry: 'it goes on while all nodes hear everything.',
      next: 'lost batches and channels behind, beside it.',
      view: 'timeseries',
      width: 8,
      queries: [nodes.filledEntries],
    },
    {
      id: 23,
      title: 'What nodes missed',
      worry: 'it is over zero for longer than Redis was away: readers get messages late.',
      next: 'Redis on the data dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [nodes.lostBatches, nodes.channelsBehind],
      leadsTo: 'data',
    },
    {
      id: 24,
      title: 'Messages for each batch',
      worry: 'it grows with the delay of publishing: Redis answers slowly.',
      next: 'calls to Redis on the data dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [nodes.busBatch],
      leadsTo: 'data',
    },
  ],
};

/** The way of a message to its readers, and who holds it up. */
export const realtimeDashboard = (limits: Limits): Dashboard => ({
  name: 'realtime',
  title: 'Realtime',
  description:
    'The way of messages to connected readers: how long each stage takes, who is slow, what nodes tell each other.',
  appPage: 'realtime',
  from: 'now-6h',
  rows: [now(limits), delivery(limits), fanOut, readers, connections, presence],
});
