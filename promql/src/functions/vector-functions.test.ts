import { describe, expect, test } from '@jest/globals';
import { ask, askRange, load } from '../testing/load.js';

const source = load({
  'm{a="x"}': '-1.5 2',
  'm{a="y"}': '2.5 _',
  'path{p="/api/users"}': '1',
  gone: '1 stale',
});

describe('functions of each value', () => {
  test.each([
    ['abs(m)', { '{a="x"}': 1.5, '{a="y"}': 2.5 }],
    ['ceil(m)', { '{a="x"}': -1, '{a="y"}': 3 }],
    ['floor(m)', { '{a="x"}': -2, '{a="y"}': 2 }],
    ['round(m)', { '{a="x"}': -1, '{a="y"}': 3 }],
    ['round(m, 5)', { '{a="x"}': 0, '{a="y"}': 5 }],
    ['sqrt(m{a="x"})', { '{a="x"}': NaN }],
    ['ln(m{a="x"} * 0)', { '{a="x"}': -Infinity }],
    ['exp(m{a="x"} * 0)', { '{a="x"}': 1 }],
    ['clamp(m, 0, 2)', { '{a="x"}': 0, '{a="y"}': 2 }],
    ['clamp(m, 2, 0)', {}],
    ['clamp(m, NaN, 2)', { '{a="x"}': NaN, '{a="y"}': NaN }],
    ['clamp_min(m, 0)', { '{a="x"}': 0, '{a="y"}': 2.5 }],
    ['clamp_max(m, 0)', { '{a="x"}': -1.5, '{a="y"}': 0 }],
    ['timestamp(m)', { '{a="x"}': 0, '{a="y"}': 0 }],
    ['vector(3)', { '{}': 3 }],
  ])('%s', (query, expected) => {
    expect(ask(source, query, 0)).toEqual(expected);
  });

  test('timestamp tells of a sample when it was, of anything else when it was calculated', () => {
    expect(ask(source, 'timestamp(m)', 90)).toEqual({ '{a="x"}': 60, '{a="y"}': 0 });
    expect(ask(source, 'timestamp(m offset 1m)', 90)).toEqual({ '{a="x"}': 0, '{a="y"}': 0 });
    expect(ask(source, 'timestamp(m * 1)', 90)).toEqual({ '{a="x"}': 90, '{a="y"}': 90 });
  });
});

describe('absence', () => {
  test.each([
    ['nothing is absent that is there', 'absent(m)', {}],
    ['one that is not has the labels it would have', 'absent(no{a="x",b=~"y",c!="z"})', { '{a="x"}': 1 }],
    ['but not one that is asked for twice', 'absent(no{a="x",a!="y"})', { '{}': 1 }],
    ['of an expression there are none', 'absent(sum(no{a="x"}))', { '{}': 1 }],
    ['over time', 'absent_over_time(no{a="x"}[5m])', { '{a="x"}': 1 }],
    ['a sample in the window is enough', 'absent_over_time(gone[5m])', {}],
    ['at a moment it is not', 'absent(gone)', { '{}': 1 }],
  ])('%s', (_, query, expected) => {
    expect(ask(source, query, 60)).toEqual(expected);
  });

  test('is told of the steps it is true of', () => {
    const range = { startMs: 0, endMs: 120_000, stepMs: 60_000 };
    expect(askRange(source, 'absent(gone)', range)).toEqual({
      '{}': [
        [60, 1],
        [120, 1],
      ],
    });
    expect(askRange(source, 'absent_over_time(gone[1m])', range)).toEqual({ '{}': [[120, 1]] });
  });
});

describe('label_replace', () => {
  test.each([
    [
      'takes groups by number and name',
      '"q", "$1-${rest}$$", "p", "/(\\\\w+)/(?P<rest>.*)"',
      '{p="/api/users", q="api-users$"}',
    ],
    ['matches the whole value', '"q", "$1", "p", "/(api)"', '{p="/api/users"}'],
    ['reads a name as far as it goes', '"q", "$1x", "p", "/(.*)"', '{p="/api/users"}'],
    ['removes a label by an empty value', '"p", "", "p", ".*"', ''],
    ['reads a label that is not there as empty', '"q", "none", "nothing", ""', '{p="/api/users", q="none"}'],
    ['may even name', '"__name__", "other", "p", ".*"', undefined],
  ])('%s', (_, args, labels) => {
    const key = labels === undefined ? 'other{p="/api/users"}' : `path${labels}`;
    expect(ask(source, `label_replace(path, ${args})`, 0)).toEqual({ [key]: 1 });
  });

  test('refuses two series that become one', () => {
    expect(() => ask(source, 'label_replace(m, "a", "same", "a", ".*")', 0)).toThrow('the same labelset');
  });

  test('refuses what is no name and no pattern', () => {
    expect(() => ask(source, 'label_replace(m, "a-b", "", "a", "")', 0)).toThrow('invalid destination label name');
    expect(() => ask(source, 'label_replace(m, "a", "", "a", "(")', 0)).toThrow('error parsing regexp');
  });
});

describe('histogram_quantile', () => {
  const buckets = (counts: Readonly<Record<string, string>>): ReturnType<typeof load> =>
    load(Object.fromEntries(Object.entries(counts).map(([le, count]) => [`h_bucket{a="b",le="${le}"}`, count])));
  const usual = { 1: '10', 2: '30', '+Inf': '40' };

  test.each([
    ['half of them', 0.5, usual, 1.5],
    ['a share that ends with a bucket', 0.25, usual, 1],
    ['the first bucket begins at 0', 0.1, usual, 0.4],
    ['none', 0, usual, 0],
    ['beyond the last bound there is only that', 0.9, usual, 2],
    ['all', 1, usual, 2],
    ['less than none', -0.1, usual, -Infinity],
    ['more than all', 1.1, usual, Infinity],
    ['no share', NaN, usual, NaN],
    ['without values', 0.5, { 1: '0', '+Inf': '0' }, NaN],
    ['without a last bucket', 0.5, { 1: '10', 2: '30' }, NaN],
    ['with it alone', 0.5, { '+Inf': '30' }, NaN],
    ['a first bound below 0 is not divided', 0.1, { '-1': '10', 1: '20', '+Inf': '20' }, -1],
    ['counts that fall are raised', 0.5, { 1: '10', 2: '8', 4: '20', '+Inf': '20' }, 1],
    ['bounds written in two ways are one', 0.5, { 1: '5', '1.0': '5', 2: '30', '+Inf': '40' }, 1.5],
    ['what is no bound is passed over', 0.5, { ...usual, x: '1000', '': '1000' }, 1.5],
  ])('%s', (_, share, counts, expected) => {
    expect(ask(buckets(counts), `histogram_quantile(${share}, h_bucket)`, 0)).toEqual({ '{a="b"}': expected });
  });

  test('is told of each histogram by itself, at the steps it is there', () => {
    const two = load({
      'h_bucket{a="1",le="1"}': '1 _',
      'h_bucket{a="1",le="+Inf"}': '2 stale',
      'h_bucket{a="2",le="1"}': '1 4',
      'h_bucket{a="2",le="+Inf"}': '1 4',
    });
    expect(askRange(two, 'histogram_quantile(0.5, h_bucket)', { startMs: 0, endMs: 60_000, stepMs: 60_000 })).toEqual({
      '{a="1"}': [
        [0, 1],
        [60, NaN],
      ],
      '{a="2"}': [
        [0, 0.5],
        [60, 0.5],
      ],
    });
  });
});
