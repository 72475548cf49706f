import { quantile } from './promql.js';
import { catalogue, type Query } from './query.js';

const byStage = (q: number, description: string): Query => ({
  expr: quantile(q, 'chat_delivery_seconds', ['stage']),
  legend: '{{stage}}',
  unit: 's',
  description,
  needs: 'messages',
});

/** The way of messages as the console's page about it draws it; the stage `client` is the whole way to readers. */
export const stageQueries = catalogue({
  p50: byStage(0.5, 'Half of the log entries passed a stage in at most this time.'),
  p95: byStage(0.95, '95 % of the log entries passed a stage in at most this time.'),
  p99: byStage(0.99, '99 % of the log entries passed a stage in at most this time.'),
});
