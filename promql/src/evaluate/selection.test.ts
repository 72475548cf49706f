import { describe, expect, test } from '@jest/globals';
import { ask, askRange, load } from '../testing/load.js';

const source = load({
  'a{job="x"}': '1 2 3 stale _ 6',
  'a{job="y"}': '10 NaN _ _ _ _',
  b: '5',
});

describe('the value of a series at a moment', () => {
  test.each([
    ['a sample counts from its own millisecond on', 'a{job="x"}', 60, { 'a{job="x"}': 2 }],
    ['and not before', 'a{job="x"}', 59.999, { 'a{job="x"}': 1 }],
    ['NaN is a value', 'a{job="y"}', 60, { 'a{job="y"}': NaN }],
    ['a gone series is gone at once', 'a{job="x"}', 180, {}],
    ['and back with its next sample', 'a{job="x"}', 300, { 'a{job="x"}': 6 }],
    ['a sample counts for just five minutes', 'b', 300, { b: 5 }],
    ['and not beyond', 'b', 300.001, {}],
    ['there is nothing before the first sample', 'b', -0.001, {}],
    ['an offset looks back', 'a{job="x"} offset 1m', 120, { 'a{job="x"}': 2 }],
    ['a negative one ahead', 'a{job="x"} offset -1m', 60, { 'a{job="x"}': 3 }],
    ['a label that a series lacks is empty', 'b{job=""}', 0, { b: 5 }],
    ['conditions add up', 'a{job=~"x|z",job!="z"}', 0, { 'a{job="x"}': 1 }],
  ])('%s', (_, query, seconds, expected) => {
    expect(ask(source, query, seconds)).toEqual(expected);
  });

  test('how long a sample counts can be chosen', () => {
    expect(ask(source, 'b', 60, { lookbackMs: 60_000 })).toEqual({ b: 5 });
    expect(ask(source, 'b', 60.001, { lookbackMs: 60_000 })).toEqual({});
  });

  test('windows may leave their start out, as from Prometheus 3', () => {
    expect(ask(source, 'b', 300, { closedWindows: false })).toEqual({});
    expect(ask(source, 'count_over_time(a{job="x"}[2m])', 120, { closedWindows: false })).toEqual({ '{job="x"}': 2 });
    expect(ask(source, 'count_over_time(vector(1)[5m:1m])', 300, { closedWindows: false })).toEqual({ '{}': 5 });
  });
});

describe('ranges', () => {
  test.each([
    ['a window holds samples at both its ends', 'count_over_time(a{job="x"}[2m])', 120, { '{job="x"}': 3 }],
    ['one that is a millisecond later does not', 'count_over_time(a{job="x"}[2m])', 120.001, { '{job="x"}': 2 }],
    ['marks of staleness are no samples', 'count_over_time(a{job="x"}[10m])', 300, { '{job="x"}': 4 }],
    ['without samples there is no answer', 'count_over_time(b[1m])', 120, {}],
    [
      'a range by itself gives its samples',
      'a{job="x"}[1m]',
      120,
      {
        'a{job="x"}': [
          [60, 2],
          [120, 3],
        ],
      },
    ],
    [
      'with their own times where it has an offset',
      'a{job="x"}[1m] offset 1m',
      120,
      {
        'a{job="x"}': [
          [0, 1],
          [60, 2],
        ],
      },
    ],
  ])('%s', (_, query, seconds, expected) => {
    expect(ask(source, query, seconds)).toEqual(expected);
  });
});

describe('subqueries', () => {
  test.each([
    [
      'are evaluated at multiples of their step',
      '(b + 0)[2m:50s]',
      125,
      {
        '{}': [
          [50, 5],
          [100, 5],
        ],
      },
    ],
    [
      'by default each minute',
      '(b + 0)[2m:]',
      125,
      {
        '{}': [
          [60, 5],
          [120, 5],
        ],
      },
    ],
    [
      'with both ends of their window',
      '(b + 0)[2m:1m]',
      120,
      {
        '{}': [
          [0, 5],
          [60, 5],
          [120, 5],
        ],
      },
    ],
    [
      'looking back',
      '(b + 0)[1m:1m] offset 1m',
      180,
      {
        '{}': [
          [60, 5],
          [120, 5],
        ],
      },
    ],
    ['and feed functions of ranges', 'max_over_time((a{job="x"} * 2)[2m:1m])', 120, { '{job="x"}': 6 }],
    ['also where the expression has gaps', 'count_over_time(a{job="x"}[5m:1m])', 300, { '{job="x"}': 4 }],
  ])('%s', (_, query, seconds, expected) => {
    expect(ask(source, query, seconds)).toEqual(expected);
  });

  test('have the default step that is asked for', () => {
    expect(ask(source, 'count_over_time(b[1m:])', 60, { subqueryStepMs: 10_000 })).toEqual({ '{}': 7 });
  });
});

test('a range query gives each series its points, and none where it is not', () => {
  expect(askRange(source, 'a', { startMs: 0, endMs: 300_000, stepMs: 60_000 })).toEqual({
    'a{job="x"}': [
      [0, 1],
      [60, 2],
      [120, 3],
      [300, 6],
    ],
    'a{job="y"}': [
      [0, 10],
      [60, NaN],
      [120, NaN],
      [180, NaN],
      [240, NaN],
      [300, NaN],
    ],
  });
});

test('a range query of a number is one series without labels', () => {
  const range = { startMs: 1_000, endMs: 2_999, stepMs: 1_000 };
  expect(askRange(source, 'time() * 2', range)).toEqual({
    '{}': [
      [1, 2],
      [2, 4],
    ],
  });
});

test('samples in plain arrays and typed ones are alike', () => {
  const typed = {
    select: () => [{ labels: { __name__: 'c' }, times: Float64Array.of(0, 60_000), values: Float64Array.of(1, 3) }],
  };
  expect(ask(typed, 'increase(c[1m])', 60)).toEqual({ '{}': 2 });
});
