import { perSecond, quantile, SERVICE } from './promql.js';
import { catalogue, type Query, type Unit } from './query.js';

/** A gauge of each process as it is. */
const gauge = (metric: string, unit: Unit, description: string, legend = '{{instance}}'): Query => ({
  expr: `max by (instance) (${metric}{${SERVICE}})`,
  legend,
  unit,
  description,
});

/** What a gauge gains in an hour, by its trend over an hour; a younger process has none, as its start would bend it. */
const trendOfAnHour = (gain: (gauge: string) => string, metric: string): string => {
  const gauge = `${metric}{${SERVICE}}`;
  return `max by (instance) (${gain(gauge)} and ${gauge} offset 1h)`;
};

/** The processes: event loop, memory, CPU, and what they are. */
export const runtimeQueries = catalogue({
  loopUtilization: gauge(
    'nodejs_eventloop_utilization_ratio',
    'percentunit',
    'Share of the time since the last scrape that the event loop was busy.',
  ),
  loopLagP50: gauge(
    'nodejs_eventloop_lag_p50_seconds',
    's',
    'Median delay of the event loop since the last scrape.',
    '{{instance}} p50',
  ),
  loopLagP99: gauge(
    'nodejs_eventloop_lag_p99_seconds',
    's',
    '99th percentile of the delay of the event loop since the last scrape.',
    '{{instance}} p99',
  ),
  loopLagMax: gauge(
    'nodejs_eventloop_lag_max_seconds',
    's',
    'Longest delay of the event loop since the last scrape.',
    '{{instance}} longest',
  ),
  cpu: gauge(
    'process_cpu_utilization_ratio',
    'percentunit',
    'Share of the cores that a process may use that it used since the last scrape.',
  ),
  cpuAverage: {
    expr: `avg (process_cpu_utilization_ratio{${SERVICE}})`,
    legend: 'CPU',
    unit: 'percentunit',
    description: 'Share of their cores that the processes use, on average.',
  },
  cpuUser: {
    expr: perSecond('process_cpu_user_seconds_total', ['instance']),
    legend: '{{instance}} own code',
    unit: 'percentunit',
    description: 'Share of one core that a process spends in its own code; 200 % is two cores.',
  },
  cpuSystem: {
    expr: perSecond('process_cpu_system_seconds_total', ['instance']),
    legend: '{{instance}} system',
    unit: 'percentunit',
    description: 'Share of one core that a process spends in the system.',
  },
  resident: gauge('process_resident_memory_bytes', 'bytes', 'Memory of the process that is in RAM.'),
  heapUsed: gauge('nodejs_heap_size_used_bytes', 'bytes', 'Heap in use by JavaScript objects.', '{{instance}} used'),
  heapTotal: gauge('nodejs_heap_size_total_bytes', 'bytes', 'Heap taken from the system.', '{{instance}} taken'),
  external: gauge(
    'nodejs_external_memory_bytes',
    'bytes',
    'Memory of buffers and other objects off the heap.',
    '{{instance}} buffers',
  ),
  memoryGrowth: {
    expr: trendOfAnHour(
      (gauge) => `deriv(${gauge}[1h]) * 3600 / avg_over_time(${gauge}[1h])`,
      'process_resident_memory_bytes',
    ),
    legend: '{{instance}}',
    unit: 'percentunit',
    description:
      'What the memory of a process gains in an hour, as a share of its average, by the trend of the last hour.',
    needs: 'age',
  },
  heapGrowth: {
    expr: trendOfAnHour((gauge) => `deriv(${gauge}[1h]) * 3600`, 'nodejs_heap_size_used_bytes'),
    legend: '{{instance}}',
    unit: 'bytes',
    description: 'What the heap of a process gains in an hour, by the trend of the last hour.',
    needs: 'age',
  },
  gcTime: {
    expr: `max by (kind) (rate(nodejs_gc_duration_seconds_sum{${SERVICE}}[$__rate_interval]))`,
    legend: '{{kind}}',
    unit: 'percentunit',
    description:
      'Share of the time that the garbage collector stops the process that it stops most, by kind of collection.',
    needs: 'collections',
  },
  gcP99: {
    expr: quantile(0.99, 'nodejs_gc_duration_seconds', ['kind']),
    legend: '{{kind}}',
    unit: 's',
    description: '99 % of the pauses of the garbage collector took at most this long, by kind.',
    needs: 'collections',
  },
  descriptors: {
    expr: `max by (instance) (process_open_fds{${SERVICE}} / (process_max_fds{${SERVICE}} > 0))`,
    legend: '{{instance}}',
    unit: 'percentunit',
    description: 'Open file descriptors, sockets included, as a share of what the process may open.',
  },
  received: {
    expr: perSecond('network_receive_bytes_total', ['interface']),
    legend: '{{interface}} in',
    unit: 'Bps',
    description: 'Bytes per second that the machines or containers receive.',
  },
  transmitted: {
    expr: perSecond('network_transmit_bytes_total', ['interface']),
    legend: '{{interface}} out',
    unit: 'Bps',
    description: 'Bytes per second that the machines or containers send.',
  },
  uptime: {
    expr: `min by (instance) (time() - process_start_time_seconds{${SERVICE}})`,
    legend: '{{instance}}',
    unit: 's',
    description: 'How long each process has been running.',
  },
  builds: {
    expr: `max by (instance, version, commit, node_version) (chat_build_info{${SERVICE}})`,
    legend: '{{version}} {{commit}}',
    unit: 'none',
    description: 'What runs on each instance.',
  },
  metricsSeries: gauge('chat_metrics_series', 'short', 'Series that a scrape of the instance has.'),
  scrapeDuration: gauge(
    'chat_metrics_scrape_duration_seconds',
    's',
    'Time an instance took to collect and write a scrape.',
  ),
});
