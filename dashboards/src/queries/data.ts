import { average, buckets, orNone, perSecond, quantile, SERVICE, share } from './promql.js';
import { catalogue } from './query.js';

const DURATION = 'database_query_duration_seconds';
const POOL = 'chat_mongodb_pool';
const byQuery = ['operation', 'collection'];

/** The database, and what else documents and files stand on. */
export const dataQueries = catalogue({
  queries: {
    expr: perSecond(`${DURATION}_count`, byQuery),
    legend: '{{operation}} {{collection}}',
    unit: 'ops',
    description: 'Database queries per second by operation and collection.',
    needs: 'queries',
  },
  queryAverage: {
    expr: average(DURATION),
    legend: 'average',
    unit: 's',
    description: 'Average time of a database query.',
    needs: 'queries',
  },
  queryP95: {
    expr: quantile(0.95, DURATION),
    legend: 'p95',
    unit: 's',
    description: '95 % of the database queries took at most this long.',
    needs: 'queries',
  },
  queryP95ByOperation: {
    expr: `topk(10, ${quantile(0.95, DURATION, byQuery)})`,
    legend: '{{operation}} {{collection}}',
    unit: 's',
    description: '95 % of the queries of a kind took at most this long; the ten slowest.',
    needs: 'queries',
  },
  queryHeatmap: {
    expr: buckets(DURATION),
    legend: '{{le}}',
    unit: 's',
    description: 'How many database queries took how long.',
    isHeatmap: true,
    needs: 'queries',
  },
  queryErrorShare: {
    expr: share(perSecond('database_query_errors_total'), perSecond(`${DURATION}_count`)),
    legend: 'failed',
    unit: 'percentunit',
    description: 'Share of database queries that failed; 0 % is none, and no value no queries.',
    needs: 'queries',
  },
  commitP99: {
    expr: quantile(0.99, 'chat_commit_seconds'),
    legend: 'p99',
    unit: 's',
    description: '99 % of the durable commits of a group of writes took at most this long.',
    needs: 'commits',
  },
  commitWrites: {
    expr: average('chat_commit_writes'),
    legend: 'writes',
    unit: 'short',
    description: 'Writes that were committed together, on average.',
    needs: 'commits',
  },
  poolConnections: {
    expr: `sum by (state) (${POOL}_connections{${SERVICE}})`,
    legend: '{{state}}',
    unit: 'short',
    description: 'Open connections to MongoDB, by whether a call uses them; zero where documents are in SQLite.',
  },
  checkoutP99: {
    expr: quantile(0.99, `${POOL}_checkout_seconds`),
    legend: 'p99',
    unit: 's',
    description: '99 % of the calls waited at most this long for a connection to MongoDB.',
    needs: 'checkouts',
  },
  checkoutFailures: {
    expr: orNone(perSecond(`${POOL}_checkout_failures_total`, ['reason']), 'reason'),
    legend: '{{reason}}',
    unit: 'ops',
    description: 'Calls per second that got no connection to MongoDB, by reason.',
  },
  errorsBySource: {
    expr: orNone(perSecond('chat_errors_total', ['source']), 'source'),
    legend: '{{source}}',
    unit: 'ops',
    description: 'Failures per second of the service or of what it stands on, by where they showed.',
  },
  diskFree: {
    expr: `min by (instance) (disk_free_bytes{${SERVICE}} / (disk_size_bytes{${SERVICE}} > 0))`,
    legend: '{{instance}}',
    unit: 'percentunit',
    description: 'Space left on the disk of the data directory.',
  },
});

/** Redis: the second level of the cache, limits, presence and the bus between nodes. */
export const redisQueries = catalogue({
  up: {
    expr: `max by (instance) (chat_redis_up{${SERVICE}})`,
    legend: '{{instance}}',
    unit: 'none',
    description: 'Whether Redis answers each node: 1, or 0 while it does not; always 0 where none is used.',
  },
  callP99: {
    expr: quantile(0.99, 'chat_redis_call_seconds', ['use']),
    legend: '{{use}}',
    unit: 's',
    description: '99 % of the commands to Redis took at most this long, by what they were for.',
    needs: 'redis',
  },
  calls: {
    expr: perSecond('chat_redis_call_seconds_count', ['use']),
    legend: '{{use}}',
    unit: 'ops',
    description: 'Commands to Redis per second by what they were for.',
    needs: 'redis',
  },
  failures: {
    expr: orNone(perSecond('chat_redis_failures_total', ['use', 'reason']), 'use'),
    legend: '{{use}} {{reason}}',
    unit: 'ops',
    description: 'What was done without Redis per second: a command failed, or Redis was away and not asked.',
  },
});
