import { BUDGET_LEFT, EVEN_BURN, type Limits } from '../limits.js';
import type { Dashboard, Row } from '../model.js';
import {
  allObjectivesQueries as objectives,
  cacheQueries as cache,
  dataQueries as data,
  httpQueries as http,
  realtimeQueries as realtime,
  runtimeQueries as runtime,
} from '../queries/index.js';

const objectivesRow: Row = {
  title: 'Objectives',
  height: 12,
  panels: [
    {
      id: 1,
      title: 'Objectives, worst first',
      shows:
        'Each promise with its measured value over its own window, its target, what is left of its error budget, how fast the last hour used that up (1 is exactly as fast as allowed), and its state.',
      worry: 'a state is Broken, or Burning with little budget left.',
      next: 'the row’s link: budget and burn rate of the objective.',
      view: 'table',
      width: 24,
      queries: [
        objectives.info,
        objectives.state,
        objectives.share,
        objectives.seconds,
        objectives.bytes,
        objectives.budgetLeft,
        objectives.burnRate,
      ],
      columns: [
        { from: 'title', title: 'Objective', leadsToObjective: true, width: 170 },
        { from: 1, title: 'State', isState: true, width: 100 },
        { from: 2, title: 'Value (share)', width: 105 },
        { from: 3, title: 'Value (time)', width: 105 },
        { from: 4, title: 'Value (size)', width: 105 },
        { from: 'target', title: 'Target', width: 180 },
        { from: 5, title: 'Budget left', width: 110, limit: BUDGET_LEFT },
        { from: 6, title: 'Burn, last hour', width: 120, limit: EVEN_BURN },
        { from: 'objective', title: 'objective', width: 160 },
      ],
      sortBy: 'State',
    },
  ],
};

const historyRow: Row = {
  title: 'Objectives over time',
  height: 10,
  panels: [
    {
      id: 2,
      title: 'State of objectives',
      worry: 'a line turns red, or several turn at the same moment: they have one cause.',
      next: 'the marks of starts and deploys at that moment, then the dashboard of what turned first.',
      view: 'state-timeline',
      width: 24,
      queries: [objectives.state],
      isState: true,
      leadsTo: 'objectives',
    },
  ],
};

const trafficRow: Row = {
  title: 'Traffic',
  height: 7,
  panels: [
    {
      id: 3,
      title: 'Requests by status',
      worry: 'traffic falls away or multiplies without a reason outside.',
      next: 'errors below; on the API dashboard, the routes.',
      view: 'timeseries',
      width: 8,
      queries: [http.requestsByStatus],
      isStacked: true,
      leadsTo: 'api',
    },
    {
      id: 4,
      title: 'Connections',
      worry: 'many end at once: an instance went, or closes slow readers.',
      next: 'closes by code on the realtime dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.connections],
      isStacked: true,
      leadsTo: 'realtime',
    },
    {
      id: 5,
      title: 'Deliveries',
      worry: 'they fall while messages are still written.',
      next: 'stages and queues on the realtime dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.deliveries],
      isStacked: true,
      leadsTo: 'realtime',
    },
  ],
};

const errorsRow = (limits: Limits): Row => ({
  title: 'Errors',
  height: 7,
  panels: [
    {
      id: 6,
      title: 'Failed requests',
      worry: 'it stays over the line; a gap is no traffic, a line at zero is no failures.',
      next: 'errors by route on the API dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [http.errorShare],
      limit: limits.target('error-rate'),
      leadsTo: 'api',
    },
    {
      id: 7,
      title: 'Dropped deliveries',
      worry: 'it stays over the line; a gap is no deliveries, a line at zero is none dropped.',
      next: 'slow consumers and queues on the realtime dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.failureShare],
      limit: limits.target('delivery-success'),
      leadsTo: 'realtime',
    },
    {
      id: 8,
      title: 'Faults by source',
      worry: 'any source but none shows for longer than a restart takes.',
      next: 'the data dashboard for the store and Redis, the log for the rest.',
      view: 'timeseries',
      width: 8,
      queries: [data.errorsBySource],
      leadsTo: 'data',
    },
  ],
});

const latencyRow = (limits: Limits): Row => ({
  title: 'Latency',
  height: 7,
  panels: [
    {
      id: 9,
      title: 'Response time',
      worry: 'the 95th percentile stays over the line.',
      next: 'the slowest routes on the API dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [http.durationP50, http.durationP95, http.durationP99],
      limit: limits.bound('api-response-time'),
      leadsTo: 'api',
    },
    {
      id: 10,
      title: 'Delivery time at readers',
      worry: 'the 99th percentile stays over the line.',
      next: 'the stages on the realtime dashboard: if they are fast, the network or the readers are slow.',
      view: 'timeseries',
      width: 8,
      queries: [realtime.deliveryP50, realtime.deliveryP99],
      limit: limits.bound('message-delivery-time'),
      leadsTo: 'realtime',
    },
    {
      id: 11,
      title: 'Database query time',
      worry: 'the average stays over the line.',
      next: 'queries by operation on the data dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [data.queryAverage],
      limit: limits.target('database-query-time'),
      leadsTo: 'data',
    },
  ],
});

const saturationRow = (limits: Limits): Row => ({
  title: 'Saturation',
  height: 7,
  panels: [
    {
      id: 12,
      title: 'CPU',
      worry: 'the processes stay over the line: the next rise of traffic has no room.',
      next: 'event loop and garbage collection on the runtime dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.cpu],
      limit: limits.target('cpu-utilization'),
      leadsTo: 'runtime',
    },
    {
      id: 13,
      title: 'Event loop',
      worry: 'it nears 100 %: everything waits for everything.',
      next: 'its delay on the runtime dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.loopUtilization],
      leadsTo: 'runtime',
    },
    {
      id: 14,
      title: 'Memory',
      worry: 'it climbs without falling back.',
      next: 'growth by the hour on the runtime dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.resident],
      leadsTo: 'runtime',
    },
    {
      id: 15,
      title: 'Cache hit rate',
      worry: 'it stays under the line: the database does the work again.',
      next: 'groups and levels on the data dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [cache.hitShare],
      limit: limits.target('cache-hit-rate'),
      leadsTo: 'data',
    },
  ],
});

/** Objectives first, then the four golden signals. */
export const overviewDashboard = (limits: Limits): Dashboard => ({
  name: 'overview',
  title: 'Service overview',
  description: 'Does the service keep its promises, and if not: traffic, errors, latency, saturation.',
  appPage: '',
  from: 'now-6h',
  rows: [objectivesRow, historyRow, trafficRow, errorsRow(limits), latencyRow(limits), saturationRow(limits)],
});
