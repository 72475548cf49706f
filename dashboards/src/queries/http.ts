import { average, buckets, OF_PEOPLE, orNone, perSecond, quantile, SERVICE, share } from './promql.js';
import { catalogue } from './query.js';

const REQUESTS = 'http_requests_total';
const DURATION = 'http_request_duration_seconds';
const SIZE = 'http_response_size_bytes';
const faults = `${OF_PEOPLE},status_code=~"5.."`;
const refusals = `${OF_PEOPLE},status_code=~"4.."`;
const byRoute = ['method', 'route'];

/** Requests to the HTTP API, without those of probes and scrapers. */
export const httpQueries = catalogue({
  requests: {
    expr: perSecond(REQUESTS, [], OF_PEOPLE),
    legend: 'requests',
    unit: 'reqps',
    description: 'Answered requests per second.',
    needs: 'requests',
  },
  requestsByStatus: {
    expr: perSecond(REQUESTS, ['status_code'], OF_PEOPLE),
    legend: '{{status_code}}',
    unit: 'reqps',
    description: 'Answered requests per second by status; 499 is a client that gave up.',
    needs: 'requests',
  },
  requestsByRoute: {
    expr: `topk(10, ${perSecond(REQUESTS, byRoute, OF_PEOPLE)})`,
    legend: '{{method}} {{route}}',
    unit: 'reqps',
    description: 'Answered requests per second of the ten busiest routes.',
    needs: 'requests',
  },
  errorShare: {
    expr: share(perSecond(REQUESTS, [], faults), perSecond(REQUESTS, [], OF_PEOPLE)),
    legend: 'failed',
    unit: 'percentunit',
    description:
      'Share of requests that failed through a fault of the service (5xx); 0 % is none, and no value no traffic.',
    needs: 'requests',
  },
  errorsByRoute: {
    expr: orNone(perSecond(REQUESTS, ['route', 'status_code'], faults), 'route'),
    legend: '{{route}} {{status_code}}',
    unit: 'reqps',
    description: 'Requests per second that failed through a fault of the service, by route and status.',
  },
  refusalsByStatus: {
    expr: orNone(perSecond(REQUESTS, ['status_code'], refusals), 'status_code'),
    legend: '{{status_code}}',
    unit: 'reqps',
    description: 'Requests per second that were refused (4xx), by status.',
  },
  durationP50: {
    expr: quantile(0.5, DURATION, [], OF_PEOPLE),
    legend: 'p50',
    unit: 's',
    description: 'Half of the responses took at most this long.',
    needs: 'requests',
  },
  durationP95: {
    expr: quantile(0.95, DURATION, [], OF_PEOPLE),
    legend: 'p95',
    unit: 's',
    description: '95 % of the responses took at most this long.',
    hasExemplars: true,
    needs: 'requests',
  },
  durationP99: {
    expr: quantile(0.99, DURATION, [], OF_PEOPLE),
    legend: 'p99',
    unit: 's',
    description: '99 % of the responses took at most this long.',
    needs: 'requests',
  },
  durationP95ByRoute: {
    expr: `topk(10, ${quantile(0.95, DURATION, byRoute, OF_PEOPLE)})`,
    legend: '{{method}} {{route}}',
    unit: 's',
    description: '95 % of the responses of a route took at most this long; the ten slowest.',
    needs: 'requests',
  },
  durationHeatmap: {
    expr: buckets(DURATION, OF_PEOPLE),
    legend: '{{le}}',
    unit: 's',
    description: 'How many responses took how long.',
    isHeatmap: true,
    needs: 'requests',
  },
  inFlight: {
    expr: `sum by (instance) (http_requests_in_flight{${SERVICE}})`,
    legend: '{{instance}}',
    unit: 'short',
    description: 'Requests that have arrived and are not answered yet.',
  },
  responseSizeP99: {
    expr: quantile(0.99, SIZE, [], OF_PEOPLE),
    legend: 'p99',
    unit: 'bytes',
    description: '99 % of the responses have at most this size on the wire.',
    needs: 'requests',
  },
  responseSizeAverage: {
    expr: average(SIZE, [], OF_PEOPLE),
    legend: 'average',
    unit: 'bytes',
    description: 'Average size of responses on the wire.',
    needs: 'requests',
  },
  bytesSent: {
    expr: perSecond(`${SIZE}_sum`, ['route'], OF_PEOPLE),
    legend: '{{route}}',
    unit: 'Bps',
    description: 'Bytes of responses per second by route.',
    needs: 'requests',
  },
  rateLimited: {
    expr: orNone(perSecond('chat_rate_limited_total', ['limit']), 'limit'),
    legend: '{{limit}}',
    unit: 'reqps',
    description: 'Requests and frames per second that were refused for going over a limit.',
  },
  slowOperations: {
    expr: orNone(perSecond('chat_slow_operations_total', ['kind']), 'kind'),
    legend: '{{kind}}',
    unit: 'ops',
    description: 'Requests, queries and deliveries per second that took longer than the bound of an objective.',
  },
  routeRequests: {
    expr: `${perSecond(REQUESTS, byRoute, OF_PEOPLE)} > 0`,
    legend: '{{method}} {{route}}',
    unit: 'reqps',
    description: 'Requests per second of each route.',
    needs: 'requests',
  },
  routeErrorShare: {
    expr: share(perSecond(REQUESTS, byRoute, faults), perSecond(REQUESTS, byRoute, OF_PEOPLE)),
    legend: '{{method}} {{route}}',
    unit: 'percentunit',
    description: 'Share of the requests of each route that failed through a fault of the service.',
    needs: 'requests',
  },
  routeDurationP95: {
    expr: quantile(0.95, DURATION, byRoute, OF_PEOPLE),
    legend: '{{method}} {{route}}',
    unit: 's',
    description: '95 % of the responses of each route took at most this long.',
    needs: 'requests',
  },
});
