import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { type HistogramDeclaration, HotHistogram } from '../index.js';

const declaration = {
  name: 'job_seconds',
  help: 'Time a job took.',
  labels: { kind: ['short', 'long'] },
  edges: [0.1, 1, 10],
  exemplarLabel: 'request_id',
} satisfies HistogramDeclaration<'kind'>;

const createHistogram = (): HotHistogram<'kind'> => new HotHistogram(declaration);

describe('HotHistogram', () => {
  it.each([
    ['just under', 0.999, '1.0'],
    ['exactly on', 1, '1.0'],
    ['just over', 1.001, '10.0'],
    ['over the last', 10.001, '+Inf'],
    ['under the first', -1, '0.1'],
  ])('counts a value %s an edge in the right bucket', (_, value, bucket) => {
    const histogram = createHistogram();
    histogram.child({ kind: 'short' }).observe(value);
    const lines = histogram.render('prometheus');
    const first = lines.find((line) => line.endsWith('} 1'));
    expect(first).toBe(`job_seconds_bucket{kind="short",le="${bucket}"} 1`);
    expect(lines).toContain('job_seconds_count{kind="short"} 1');
    expect(lines).toContain(`job_seconds_sum{kind="short"} ${value}`);
  });

  it('writes cumulative buckets, then sum and count', () => {
    const histogram = createHistogram();
    const child = histogram.child({ kind: 'long' });
    for (const seconds of [0.05, 0.5, 0.75, 99]) child.observe(seconds);
    expect(histogram.render('prometheus')).toEqual([
      '# HELP job_seconds Time a job took.\n# TYPE job_seconds histogram',
      'job_seconds_bucket{kind="long",le="0.1"} 1',
      'job_seconds_bucket{kind="long",le="1.0"} 3',
      'job_seconds_bucket{kind="long",le="10.0"} 3',
      'job_seconds_bucket{kind="long",le="+Inf"} 4',
      'job_seconds_sum{kind="long"} 100.3',
      'job_seconds_count{kind="long"} 4',
    ]);
  });

  it.each([NaN, Infinity, -Infinity])('ignores %d, which would spoil the sum for good', (value) => {
    const histogram = createHistogram();
    histogram.child({ kind: 'long' }).observe(value);
    expect(histogram.render('prometheus')).toContain('job_seconds_count{kind="long"} 0');
  });

  it('shows an exemplar in the bucket of its value, in OpenMetrics only', () => {
    const histogram = createHistogram();
    histogram.child({ kind: 'short' }).observe(0.5, 'a-b:c/7');
    const line = /^job_seconds_bucket\{kind="short",le="1.0"\} 1 # \{request_id="a-b:c\/7"\} 0\.5 \d+(\.\d+)?$/;
    expect(histogram.render('openmetrics').filter((text) => text.includes(' # {'))).toEqual([
      expect.stringMatching(line),
    ]);
    expect(histogram.render('prometheus').join('\n')).not.toContain(' # {');
  });

  it('keeps the first exemplar of a bucket until it was scraped, then the next', () => {
    const histogram = createHistogram();
    const child = histogram.child({ kind: 'short' });
    child.observe(0.5, 'first');
    child.observe(0.6, 'second');
    expect(histogram.render('openmetrics').join('\n')).toContain('{request_id="first"} 0.5');
    child.observe(0.7, 'third');
    expect(histogram.render('openmetrics').join('\n')).toContain('{request_id="third"} 0.7');
  });

  it.each([
    ['118 characters', 118, true],
    ['119 characters', 119, false],
  ])('keeps an exemplar id within the 128 characters of OpenMetrics: %s', (_, length, isKept) => {
    const histogram = createHistogram();
    histogram.child({ kind: 'short' }).observe(0.5, 'x'.repeat(length));
    expect(histogram.render('openmetrics').join('\n').includes(' # {')).toBe(isKept);
  });

  it.each(['', 'a"b', 'a\\b', 'a b', 'a\nb', 'ä', '\u{1f600}'])('keeps no exemplar with the id %j', (id) => {
    const histogram = createHistogram();
    histogram.child({ kind: 'short' }).observe(0.5, id);
    expect(histogram.render('openmetrics').join('\n')).not.toContain(' # {');
  });

  it('gives prom-client exemplars in its own format', async () => {
    const histogram = createHistogram();
    histogram.child({ kind: 'short' }).observe(0.5, 'abc');
    const { values } = await histogram.get();
    expect(values).toContainEqual({
      metricName: 'job_seconds_bucket',
      labels: { kind: 'short', le: '1.0' },
      value: 1,
      exemplar: { labelSet: { request_id: 'abc' }, value: 0.5, timestamp: expect.any(Number) },
    });
  });

  it('is set back by the registry', () => {
    const histogram = createHistogram();
    histogram.child({ kind: 'short' }).observe(0.5, 'abc');
    const registry = new Registry();
    // prom-client types a metric as one of its four classes.
    registry.registerMetric(histogram as never);
    registry.resetMetrics();
    expect(histogram.render('openmetrics')).toContain('job_seconds_bucket{kind="short",le="+Inf"} 0');
  });

  it.each<[string, Partial<HistogramDeclaration<string>>, string]>([
    ['no edge', { edges: [] }, 'Metric job_seconds: a histogram needs at least one bucket edge'],
    ['equal edges', { edges: [1, 1] }, 'Metric job_seconds: the bucket edge 1 does not ascend'],
    ['falling edges', { edges: [2, 1] }, 'Metric job_seconds: the bucket edge 1 does not ascend'],
    ['an infinite edge', { edges: [1, Infinity] }, 'Metric job_seconds: the bucket edge Infinity is not finite'],
    ['the label le', { labels: { le: ['1'] } }, 'Metric job_seconds: the label name "le" is not allowed'],
    [
      'a reserved suffix',
      { name: 'job_count' },
      'Metric job_count: the name of a histogram must not end in a reserved suffix',
    ],
  ])('refuses %s and names the metric', (_, change, message) => {
    expect(() => new HotHistogram({ ...declaration, ...change })).toThrow(message);
  });
});
