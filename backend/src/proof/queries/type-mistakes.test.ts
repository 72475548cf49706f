import { parse } from '@chatwatch/promql';
import { describe, expect, it } from '@jest/globals';
import { type MetricTypes, typeMistakes } from './type-mistakes.js';
import { usagesOf } from './usages.js';

/** As Prometheus names families of OpenMetrics and of its own format. */
const TYPES: MetricTypes = new Map([
  ['mails', 'counter'],
  ['jobs_total', 'counter'],
  ['depth', 'gauge'],
  ['job_seconds', 'histogram'],
]);

const mistakesOf = (query: string): string[] =>
  typeMistakes(usagesOf(parse(query)), TYPES, new Set(['objective:value']));

describe('mistakes of a query about types', () => {
  it.each([
    'sum(rate(mails_total[5m]))',
    'increase(jobs_total{kind="a"}[1h] offset 1h)',
    'histogram_quantile(0.99, sum by (le) (rate(job_seconds_bucket[5m])))',
    'rate(job_seconds_sum[5m]) / (rate(job_seconds_count[5m]) > 0)',
    'max_over_time(depth[5m]) or -depth',
    'max_over_time(sum(rate(mails_total[5m]))[1h:])',
    'count(mails_total)',
    'count_over_time(mails_total[5m])',
    'mails_total unless mails_total offset 5m',
    'objective:value == 0',
    'vector(1)',
  ])('are none in %s', (query) => {
    expect(mistakesOf(query)).toEqual([]);
  });

  it.each([
    ['rate(depth[5m])', 'depth goes up and down, and its rate is asked for'],
    ['sum(mails_total)', 'mails_total only grows, and its rate is not asked for'],
    ['deriv(jobs_total[5m])', 'jobs_total only grows, and its rate is not asked for'],
    ['job_seconds_bucket > 0', 'job_seconds_bucket only grows, and its rate is not asked for'],
    ['max(depths)', 'there is no metric depths'],
  ])('are found in %s', (query, mistake) => {
    expect(mistakesOf(query)).toEqual([mistake]);
  });
});
