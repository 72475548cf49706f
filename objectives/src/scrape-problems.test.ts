import { describe, expect, it } from '@jest/globals';
import { scrapeProblems } from './scrape-problems.js';
import { objectiveOf } from './testing/objective-factory.js';

const scrape = `# TYPE response_seconds histogram
response_seconds_bucket{route="/a",le="0.1"} 0
response_seconds_bucket{route="/a",le="0.2"} 0
response_seconds_bucket{route="/a",le="+Inf"} 0
response_seconds_count{route="/a"} 0
response_seconds_sum{route="/a"} 0
# TYPE requests_total counter
requests_total{code="200"} 0
# TYPE failures_total counter
`;

const within = (fields: object) => ({
  indicator: { kind: 'within', metric: 'response_seconds', bound: 0.2, minimumEvents: 10, ...fields },
});
const events = (matching: string, total: string) => ({
  indicator: { kind: 'events', matching: { metric: matching }, total: { metric: total }, minimumEvents: 1 },
  target: { atMost: 0.1 },
  unit: 'ratio',
});

describe('what keeps objectives from being measured', () => {
  it.each([
    ['a histogram with the bound as an edge', within({})],
    ['failures that did not happen yet', events('failures_total', 'requests_total')],
    [
      'what Prometheus writes itself',
      { indicator: { kind: 'gauge', metric: 'up', aggregate: 'average' }, target: { atLeast: 0.9 }, unit: 'ratio' },
    ],
  ])('is nothing for %s', (_, fields) => {
    expect(scrapeProblems([objectiveOf(fields)], scrape)).toEqual([]);
  });

  it.each([
    [
      'an unknown metric',
      within({ metric: 'http_response_seconds' }),
      'response-time: indicator.metric: no metric is called http_response_seconds. Closest is response_seconds',
    ],
    [
      'an unknown counter',
      events('failed_total', 'requests_total'),
      'response-time: indicator.matching.metric: no metric',
    ],
    [
      'conditions that nothing meets',
      within({ where: [{ label: 'route', operator: '=', value: '/b' }] }),
      'response-time: indicator.metric: no series is response_seconds_bucket{route="/b",le="0.2"}. Correct',
    ],
    [
      'a bound between edges',
      within({ bound: 0.15 }),
      'response-time: indicator.bound: response_seconds has no bucket that ends at 0.15. Promise one of its edges (0.1, 0.2)',
    ],
    [
      'a total that is not there from the start',
      events('requests_total', 'failures_total'),
      'from the start, at zero.',
    ],
  ])('is %s', (_, fields, message) => {
    expect(scrapeProblems([objectiveOf(fields)], scrape)).toEqual([expect.stringContaining(message)]);
  });
});
