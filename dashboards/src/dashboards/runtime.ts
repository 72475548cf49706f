import type { Limits } from '../limits.js';
import type { Dashboard, Row } from '../model.js';
import { runtimeQueries as runtime } from '../queries/index.js';

const now = (limits: Limits): Row => ({
  title: 'Now',
  height: 8,
  panels: [
    {
      id: 1,
      title: 'Instances',
      worry: 'one is missing, runs another build than the rest, or has just started without a deploy.',
      next: 'memory before its end, and the log of its last minute.',
      view: 'table',
      width: 16,
      queries: [runtime.builds, runtime.uptime],
      columns: [
        { from: 'instance', title: 'Instance' },
        { from: 'version', title: 'Version', width: 100 },
        { from: 'commit', title: 'Commit', width: 110 },
        { from: 'node_version', title: 'Node.js', width: 110 },
        { from: 1, title: 'Running for', width: 130 },
      ],
    },
    {
      id: 2,
      title: 'CPU, average',
      worry: 'it is red.',
      next: 'CPU by instance.',
      view: 'stat',
      width: 8,
      queries: [runtime.cpuAverage],
      limit: limits.target('cpu-utilization'),
    },
  ],
});

const loop = (limits: Limits): Row => ({
  title: 'Event loop and CPU',
  height: 8,
  panels: [
    {
      id: 3,
      title: 'Event loop, busy',
      worry: 'it nears 100 %: one more request makes all of them wait.',
      next: 'its delay beside it, and what multiplied on the API and realtime dashboards.',
      view: 'timeseries',
      width: 8,
      queries: [runtime.loopUtilization],
      leadsTo: 'api',
    },
    {
      id: 4,
      title: 'Event loop, delay',
      worry: 'the longest delay is one that people feel: something blocks.',
      next: 'pauses of the garbage collector, slow operations on the API dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [runtime.loopLagP50, runtime.loopLagP99, runtime.loopLagMax],
      leadsTo: 'api',
    },
    {
      id: 5,
      title: 'CPU by instance',
      worry: 'an instance stays over the line, or one does the work of all.',
      next: 'own code against system beside it.',
      view: 'timeseries',
      width: 8,
      queries: [runtime.cpu],
      limit: limits.target('cpu-utilization'),
    },
    {
      id: 6,
      title: 'CPU in own code and in the system',
      worry: 'the system’s part leads: many small writes to sockets, or swapping.',
      next: 'entries for each write on the realtime dashboard.',
      view: 'timeseries',
      width: 24,
      queries: [runtime.cpuUser, runtime.cpuSystem],
      leadsTo: 'realtime',
    },
  ],
});

const memory = (limits: Limits): Row => ({
  title: 'Memory',
  height: 8,
  panels: [
    {
      id: 7,
      title: 'Memory in RAM',
      worry: 'it climbs without falling back.',
      next: 'whether the heap or the buffers climb.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.resident],
    },
    {
      id: 8,
      title: 'Heap and buffers',
      worry: 'used follows taken: the heap is short of room; buffers alone climb: queues of slow readers.',
      next: 'pauses of the garbage collector; queues on the realtime dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.heapUsed, runtime.heapTotal, runtime.external],
      leadsTo: 'realtime',
    },
    {
      id: 9,
      title: 'Growth of memory in an hour',
      worry: 'it stays over the line when the process is no longer young.',
      next: 'the growth of the heap beside it: if it is flat, buffers grow.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.memoryGrowth],
      limit: limits.target('memory-growth'),
      canBeNegative: true,
    },
    {
      id: 10,
      title: 'Growth of the heap in an hour',
      worry: 'it stays over the line when the process is no longer young.',
      next: 'a heap snapshot of the instance, twice, with an hour between.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.heapGrowth],
      limit: limits.target('heap-growth'),
      canBeNegative: true,
    },
  ],
});

const collector: Row = {
  title: 'Garbage collection',
  height: 8,
  panels: [
    {
      id: 11,
      title: 'Time stopped for collections',
      worry: 'major collections take a share that shows in the delay of the event loop.',
      next: 'heap used against heap taken.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.gcTime],
      isStacked: true,
    },
    {
      id: 12,
      title: 'Pauses',
      worry: 'they are as long as the delays that people feel.',
      next: 'the growth of the heap.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.gcP99],
    },
  ],
};

const machine: Row = {
  title: 'Machine and measuring',
  height: 8,
  panels: [
    {
      id: 13,
      title: 'File descriptors in use',
      worry: 'it nears 100 %: new connections are reset without a word.',
      next: 'connections on the realtime dashboard, and the limit of the process.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.descriptors],
      leadsTo: 'realtime',
    },
    {
      id: 14,
      title: 'Network',
      worry: 'it stays flat at the top: the line is full.',
      next: 'bytes by route on the API dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.received, runtime.transmitted],
      leadsTo: 'api',
    },
    {
      id: 15,
      title: 'Series of a scrape',
      worry: 'it keeps growing: a label has values without end.',
      next: 'which metric has the most series, in Prometheus itself.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.metricsSeries],
    },
    {
      id: 16,
      title: 'Time of a scrape',
      worry: 'it shows in the delay of the event loop: measuring disturbs what is measured.',
      next: 'the series of a scrape.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.scrapeDuration],
    },
  ],
};

/** The processes themselves. */
export const runtimeDashboard = (limits: Limits): Dashboard => ({
  name: 'runtime',
  title: 'Runtime',
  description: 'The processes: event loop, CPU, memory and its growth, garbage collection, and what measuring costs.',
  appPage: 'runtime',
  from: 'now-6h',
  rows: [now(limits), loop(limits), memory(limits), collector, machine],
});
