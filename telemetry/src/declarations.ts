import { HotCounter } from './instruments/hot-counter.js';
import { HotGauge } from './instruments/hot-gauge.js';
import { HotHistogram } from './instruments/hot-histogram.js';
import type { LabelDeclaration } from './instruments/label-set.js';
import { gcKinds, httpMethods, statusCodes } from './labels.js';

/** Bucket edges by metric, in seconds or bytes. A bound that is promised should be an edge. */
export const defaultEdges = {
  http_request_duration_seconds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  http_response_size_bytes: [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 16_777_216],
  database_query_duration_seconds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  nodejs_gc_duration_seconds: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5],
} as const;

/** Other edges than the default ones, by metric. */
export type EdgesByMetric = Partial<Record<keyof typeof defaultEdges, readonly number[]>>;

/** The metrics about HTTP requests. */
export type HttpMetrics = ReturnType<typeof declareHttpMetrics>;

/** Requests by method, route and status. */
export function declareHttpMetrics(routes: LabelDeclaration, edges: EdgesByMetric) {
  const labels = { method: httpMethods, route: routes };
  return {
    requests: new HotCounter({
      name: 'http_requests_total',
      help: 'HTTP requests answered, or given up by the client (status 499), by method, route and status.',
      labels: { ...labels, status_code: statusCodes },
    }),
    duration: new HotHistogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the arrival of an HTTP request to the end of its response.',
      labels,
      edges: edges.http_request_duration_seconds ?? defaultEdges.http_request_duration_seconds,
      exemplarLabel: 'request_id',
    }),
    size: new HotHistogram({
      name: 'http_response_size_bytes',
      help: 'Size of HTTP responses as sent.',
      labels,
      edges: edges.http_response_size_bytes ?? defaultEdges.http_response_size_bytes,
    }),
    inFlight: new HotGauge({
      name: 'http_requests_in_flight',
      help: 'HTTP requests that have arrived and are not answered yet.',
    }),
  };
}

/** Connections of a WebSocket server. */
export function declareWebSocketMetrics(prefix: string, closeCodes: readonly number[]) {
  return {
    connections: new HotGauge({ name: 'websocket_connections', help: 'WebSocket connections that are open.' }),
    closes: new HotCounter({
      name: `${prefix}websocket_closes_total`,
      help: 'WebSocket connections closed, by close code.',
      labels: { code: closeCodes.map(String) },
    }),
  };
}

/** Queries by operation and collection. */
export function declareDatabaseMetrics(labels: DatabaseLabels, edges: EdgesByMetric) {
  return {
    duration: new HotHistogram({
      name: 'database_query_duration_seconds',
      help: 'Time a database query took, failed ones included.',
      labels,
      edges: edges.database_query_duration_seconds ?? defaultEdges.database_query_duration_seconds,
    }),
    errors: new HotCounter({
      name: 'database_query_errors_total',
      help: 'Database queries that failed.',
      labels,
    }),
  };
}

/** The values of the labels of database metrics. */
export type DatabaseLabels = Readonly<Record<'operation' | 'collection', LabelDeclaration>>;

/** What the last scrape cost. */
export function declareScrapeMetrics(prefix: string) {
  return {
    series: new HotGauge({ name: `${prefix}metrics_series`, help: 'Series in this scrape.' }),
    sizeBytes: new HotGauge({
      name: `${prefix}metrics_scrape_bytes`,
      help: 'Size of this scrape, but for the three metrics about it.',
    }),
    durationSeconds: new HotGauge({
      name: `${prefix}metrics_scrape_duration_seconds`,
      help: 'Time it took to collect and write this scrape.',
    }),
  };
}

/** Which build runs, as a series that is always 1. */
export function declareBuildInfo(prefix: string) {
  const any: LabelDeclaration = { max: 1 };
  return new HotGauge({
    name: `${prefix}build_info`,
    help: 'The running build; the value is always 1.',
    labels: { version: any, commit: any, node_version: any },
  });
}

/** The metrics about the process and its machine; names as prom-client has them where it has them. */
export const runtimeDeclarations = {
  eventLoopLagP50: {
    name: 'nodejs_eventloop_lag_p50_seconds',
    help: 'Median delay of the event loop since the last scrape.',
  },
  eventLoopLagP99: {
    name: 'nodejs_eventloop_lag_p99_seconds',
    help: '99th percentile of the delay of the event loop since the last scrape.',
  },
  eventLoopLagMax: {
    name: 'nodejs_eventloop_lag_max_seconds',
    help: 'Longest delay of the event loop since the last scrape.',
  },
  eventLoopUtilization: {
    name: 'nodejs_eventloop_utilization_ratio',
    help: 'Share of the time since the last scrape that the event loop was busy, 0 to 1.',
  },
  gcDuration: {
    name: 'nodejs_gc_duration_seconds',
    help: 'Pauses of the garbage collector by kind.',
    labels: { kind: gcKinds },
  },
  heapUsed: { name: 'nodejs_heap_size_used_bytes', help: 'Heap in use by JavaScript objects.' },
  heapTotal: { name: 'nodejs_heap_size_total_bytes', help: 'Heap taken from the system.' },
  externalMemory: { name: 'nodejs_external_memory_bytes', help: 'Memory of buffers and other objects off the heap.' },
  residentMemory: { name: 'process_resident_memory_bytes', help: 'Memory of the process that is in RAM.' },
  cpuUser: { name: 'process_cpu_user_seconds_total', help: 'CPU time the process spent in its own code.' },
  cpuSystem: { name: 'process_cpu_system_seconds_total', help: 'CPU time the process spent in the system.' },
  cpu: { name: 'process_cpu_seconds_total', help: 'CPU time the process spent.' },
  cpuUtilization: {
    name: 'process_cpu_utilization_ratio',
    help: 'Share of the available cores that the process used since the last scrape, 0 to 1.',
  },
  startTime: { name: 'process_start_time_seconds', help: 'When the process started, in Unix time.' },
  openDescriptors: { name: 'process_open_fds', help: 'File descriptors that are open, sockets included.' },
  maxDescriptors: { name: 'process_max_fds', help: 'File descriptors that the process may open.' },
  diskFree: { name: 'disk_free_bytes', help: "Space left for the process on its data directory's disk." },
  diskSize: { name: 'disk_size_bytes', help: "Size of the data directory's disk." },
  networkReceived: {
    name: 'network_receive_bytes_total',
    help: 'Bytes received by the machine or container, by the loopback or all other interfaces.',
    labels: { interface: ['loopback', 'external'] },
  },
  networkSent: {
    name: 'network_transmit_bytes_total',
    help: 'Bytes sent by the machine or container, by the loopback or all other interfaces.',
    labels: { interface: ['loopback', 'external'] },
  },
} as const;
