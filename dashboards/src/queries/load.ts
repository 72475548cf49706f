import { catalogue, type Query, type Unit } from './query.js';
import type { Situation } from './situations.js';

/** Series that k6 writes have no job and no instance: they are told apart by the run. */
const RUN = 'testid=~"$testid"';

/** A series of a run as it is; k6 works out its trends and rates over the run so far, times in seconds. */
const ofRun = (expr: string, legend: string, unit: Unit, description: string, needs: Situation = 'loadRun'): Query => ({
  expr,
  legend,
  unit,
  description,
  needs,
});

const trend = (metric: string, statistic: string, by: string): string =>
  `max by (${by}) (k6_${metric}_${statistic}{${RUN}})`;
const rateOf = (metric: string): string => `sum by (testid) (rate(k6_${metric}_total{${RUN}}[$__rate_interval]))`;

/** A count of faults does not exist before the first one; of a run that has none, it is zero. */
const soFar = (metric: string): string =>
  `sum by (testid) (k6_${metric}_total{${RUN}}) or sum by (testid) (k6_vus{${RUN}}) * 0`;

/** Load runs of k6, as it writes them to Prometheus while they last. */
export const loadQueries = catalogue({
  people: ofRun(`sum by (testid) (k6_vus{${RUN}})`, '{{testid}}', 'short', 'People that the run plays at the moment.'),
  promiseKept: ofRun(
    `min by (testid, objective) (k6_promise_kept_rate{${RUN}})`,
    '{{testid}} {{objective}}',
    'percentunit',
    'Share of events that kept a promise, as the load run saw it from outside.',
  ),
  promiseEvents: ofRun(
    `sum by (testid, objective) (k6_promise_events_total{${RUN}})`,
    '{{testid}} {{objective}}',
    'short',
    'Events so far that a promise was judged by; none at all is a failure.',
  ),
  checks: ofRun(
    `min by (testid, check) (k6_checks_rate{${RUN}})`,
    '{{testid}} {{check}}',
    'percentunit',
    'Share of checks of answers that held.',
  ),
  requests: ofRun(rateOf('http_reqs'), '{{testid}}', 'reqps', 'HTTP requests per second of the run.', 'httpLoad'),
  requestP95: ofRun(
    trend('http_req_duration', 'p95', 'testid, name'),
    '{{testid}} {{name}}',
    's',
    '95 % of the requests of an operation took at most this long, over the run so far.',
    'httpLoad',
  ),
  responseP95: ofRun(
    trend('chat_response_duration', 'p95', 'testid'),
    '{{testid}} all answers to people',
    's',
    '95 % of the answers to people, without what the run itself asks, took at most this long.',
    'httpLoad',
  ),
  failedRequests: ofRun(
    `max by (testid, name) (k6_http_req_failed_rate{${RUN}})`,
    '{{testid}} {{name}}',
    'percentunit',
    'Share of the requests of an operation that failed.',
    'httpLoad',
  ),
  deliveryP50: ofRun(
    trend('chat_delivery_duration', 'p50', 'testid'),
    '{{testid}} p50',
    's',
    'Half of the messages reached a reader in at most this time after they were due.',
  ),
  deliveryP99: ofRun(
    trend('chat_delivery_duration', 'p99', 'testid'),
    '{{testid}} p99',
    's',
    '99 % of the messages reached a reader in at most this time after they were due.',
  ),
  deliveryShare: ofRun(
    `min by (testid) (k6_chat_delivery_rate_rate{${RUN}})`,
    '{{testid}}',
    'percentunit',
    'Share of all intended deliveries that arrived.',
  ),
  ackP99: ofRun(
    trend('chat_ack_duration', 'p99', 'testid'),
    '{{testid}} acknowledged p99',
    's',
    '99 % of the sends were acknowledged in at most this time.',
  ),
  connectP99: ofRun(
    trend('chat_connect_duration', 'p99', 'testid'),
    '{{testid}} connected p99',
    's',
    '99 % of the connections were ready in at most this time.',
  ),
  missing: ofRun(
    soFar('chat_deliveries_missing'),
    '{{testid}} missing',
    'short',
    'Intended deliveries that never arrived.',
  ),
  duplicate: ofRun(
    soFar('chat_deliveries_duplicate'),
    '{{testid}} twice',
    'short',
    'Log entries that a reader got again.',
  ),
  outOfOrder: ofRun(
    soFar('chat_deliveries_out_of_order'),
    '{{testid}} out of order',
    'short',
    'Log entries that came after a later one.',
  ),
  lost: ofRun(
    soFar('chat_connections_lost'),
    '{{testid}} connections lost',
    'short',
    'Connections that ended before their person left.',
  ),
  generatorLag: ofRun(
    trend('load_generator_lag', 'p99', 'testid'),
    '{{testid}} p99',
    's',
    'How late k6 itself was with a send: large values say that the generator, not the service, was the limit.',
  ),
});
