import { describe, expect, test } from '@jest/globals';
import { ask, askRange, load } from '../testing/load.js';

const source = load({
  'm{j="a",i="1"}': '1 8',
  'm{j="a",i="2"}': '4 5',
  'm{j="b",i="1"}': 'NaN 7',
  'm{j="b",i="2"}': '3 6',
});

describe('aggregations', () => {
  test.each([
    ['sum by (j) (m)', { '{j="a"}': 5, '{j="b"}': NaN }],
    ['sum without (i) (m)', { '{j="a"}': 5, '{j="b"}': NaN }],
    ['sum by (none) (m{j="a"})', { '{}': 5 }],
    ['sum(nothing)', {}],
    ['avg by (j) (m{j="a"})', { '{j="a"}': 2.5 }],
    ['min by (j) (m)', { '{j="a"}': 1, '{j="b"}': 3 }],
    ['max by (j) (m)', { '{j="a"}': 4, '{j="b"}': 3 }],
    ['max(m{j="b",i="1"})', { '{}': NaN }],
    ['count by (j) (m)', { '{j="a"}': 2, '{j="b"}': 2 }],
    ['group by (i) (m)', { '{i="1"}': 1, '{i="2"}': 1 }],
    ['quantile(0.5, m{j="a"})', { '{}': 2.5 }],
    ['quantile(2, m)', { '{}': Infinity }],
    ['quantile(NaN, m)', { '{}': NaN }],
    ['topk(1, m)', { 'm{i="2", j="a"}': 4 }],
    ['topk by (j) (1, m)', { 'm{i="2", j="a"}': 4, 'm{i="2", j="b"}': 3 }],
    ['bottomk(2, m)', { 'm{i="1", j="a"}': 1, 'm{i="2", j="b"}': 3 }],
    ['topk(0, m)', {}],
    ['topk(-1, m)', {}],
    ['topk(1.9, m)', { 'm{i="2", j="a"}': 4 }],
    ['count(topk(10, m))', { '{}': 4 }],
  ])('%s', (query, expected) => {
    expect(ask(source, query, 0)).toEqual(expected);
  });

  test('what is ranked is in order, NaN last', () => {
    const keys = (query: string): string[] => Object.keys(ask(source, query, 0) as object);
    const descending = ['m{i="2", j="a"}', 'm{i="2", j="b"}', 'm{i="1", j="a"}', 'm{i="1", j="b"}'];
    expect(keys('topk(9, m)')).toEqual(descending);
    expect(keys('sort_desc(m)')).toEqual(descending);
    expect(keys('sort(m)')).toEqual([...descending.slice(0, 3).reverse(), ...descending.slice(3)]);
    expect(keys('bottomk(9, m)')).toEqual(keys('sort(m)'));
  });

  test('the greatest are chosen anew at each step', () => {
    expect(askRange(source, 'topk(1, m)', { startMs: 0, endMs: 60_000, stepMs: 60_000 })).toEqual({
      'm{i="2", j="a"}': [[0, 4]],
      'm{i="1", j="a"}': [[60, 8]],
    });
  });

  test('how many may differ from step to step', () => {
    expect(
      askRange(source, 'count(topk(scalar(m{j="a",i="1"}) > bool 1, m))', {
        startMs: 0,
        endMs: 60_000,
        stepMs: 60_000,
      }),
    ).toEqual({
      '{}': [[60, 1]],
    });
  });

  test.each(['NaN', 'Inf', '1e19'])('%s is no number of series', (count) => {
    expect(() => ask(source, `topk(${count}, m)`, 0)).toThrow('overflows int64');
  });
});
