import { describe, expect, test } from '@jest/globals';
import { ask, load } from '../testing/load.js';

const source = load({
  'a{i="1",r="x"}': '1',
  'a{i="2",r="x"}': '4',
  'b{i="1",r="x"}': '10',
  'b{i="2",r="y"}': '2',
  'version{i="1",v="1.0"}': '1',
  'version{i="2",v=""}': '1',
  'unknown{i="1",r="x"}': 'NaN',
});

describe('numbers', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['-5 % 3', -2],
    ['5 % 0', NaN],
    ['1 / 0', Infinity],
    ['-1 / 0', -Infinity],
    ['0 / 0', NaN],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['1 ^ NaN', 1],
    ['-1 ^ Inf', -1],
    ['(-1) ^ Inf', 1],
    ['Inf - Inf', NaN],
    ['1 == bool 1', 1],
    ['NaN == bool NaN', 0],
    ['NaN != bool NaN', 1],
    ['2 > bool 3', 0],
    ['0x10 + 010', 24],
    ['-time()', -60],
    ['scalar(a{i="1"}) + 1', 2],
    ['scalar(a)', NaN],
    ['scalar(nothing)', NaN],
  ])('%s is %d', (query, expected) => {
    expect(ask(source, query, 60)).toEqual(expected);
  });
});

describe('a vector and a number', () => {
  test.each([
    ['arithmetic drops the name', 'a * 2', { '{i="1", r="x"}': 2, '{i="2", r="x"}': 8 }],
    ['from either side', '8 / a', { '{i="1", r="x"}': 8, '{i="2", r="x"}': 2 }],
    ['a comparison keeps what it holds of', 'a > 1', { 'a{i="2", r="x"}': 4 }],
    ['with the value of the vector', '1 < a', { 'a{i="2", r="x"}': 4 }],
    ['bool gives 1 or 0 and drops the name', 'a > bool 1', { '{i="1", r="x"}': 0, '{i="2", r="x"}': 1 }],
    ['NaN compares with nothing', 'unknown == unknown', {}],
    ['but differs from all', 'unknown != 1', { 'unknown{i="1", r="x"}': NaN }],
    ['a sign drops the name too', '-a{i="1"}', { '{i="1", r="x"}': -1 }],
  ])('%s', (_, query, expected) => {
    expect(ask(source, query, 0)).toEqual(expected);
  });
});

describe('two vectors', () => {
  test.each([
    ['match by all labels', 'a + b', { '{i="1", r="x"}': 11 }],
    ['but those ignored', 'a + ignoring(r) b', { '{i="1"}': 11, '{i="2"}': 6 }],
    ['or by some alone', 'a + on(i) b', { '{i="1"}': 11, '{i="2"}': 6 }],
    ['a comparison keeps the name', 'a < ignoring(r) b', { 'a{i="1"}': 1 }],
    ['but not beyond the labels that match', 'a < on(i) b', { '{i="1"}': 1 }],
    ['bool tells of each', 'a < bool on(i) b', { '{i="1"}': 1, '{i="2"}': 0 }],
    ['many to one', 'a * on(i) group_left version', { '{i="1", r="x"}': 1, '{i="2", r="x"}': 4 }],
    [
      'with labels of the one',
      'a * on(i) group_left(v) version',
      { '{i="1", r="x", v="1.0"}': 1, '{i="2", r="x"}': 4 },
    ],
    ['one to many', 'version * on(i) group_right(v) a', { '{i="1", r="x", v="1.0"}': 1, '{i="2", r="x"}': 4 }],
    ['in the order in which they are written', 'sum(b) - on() group_right a{i="2"}', { '{i="2", r="x"}': 8 }],
    ['a label that the one lacks goes', 'a * on(i) group_left(r) version', { '{i="1"}': 1, '{i="2"}': 4 }],
    ['nothing matches nothing', 'a + nothing', {}],
  ])('%s', (_, query, expected) => {
    expect(ask(source, query, 0)).toEqual(expected);
  });

  test.each([
    [
      'a + on(r) b{i="1"}',
      'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
    ],
    [
      'b{i="1"} + on(r) a',
      'found duplicate series for the match group {r="x"} on the right hand-side of the operation: ' +
        '[{__name__="a", i="2", r="x"}, {__name__="a", i="1", r="x"}];' +
        'many-to-many matching not allowed: matching labels must be unique on one side',
    ],
    ['a + on(r) group_right b{i="1"}', 'for the match group {r="x"} on the left hand-side of the operation'],
    [
      'a * on() group_left(i) version{i="1"}',
      'multiple matches for labels: grouping labels must ensure unique matches',
    ],
    ['{__name__=~"a|b",i="1"} * 2', 'vector cannot contain metrics with the same labelset'],
    ['-{__name__=~"a|b",i="1"}', 'vector cannot contain metrics with the same labelset'],
  ])('%s cannot be matched', (query, message) => {
    expect(() => ask(source, query, 0)).toThrow(
      expect.objectContaining({ code: 'query_failed', message: expect.stringContaining(message) }),
    );
  });

  test('that never meet at one moment are no duplicates', () => {
    const turns = load({ 'one{v="1"}': '1 stale', 'one{v="2"}': '_ 2', many: '10 20' });
    expect(ask(turns, 'many * on() one', 0)).toEqual({ '{}': 10 });
    expect(ask(turns, 'many * on() one', 60)).toEqual({ '{}': 40 });
  });
});

describe('sets', () => {
  test.each([
    ['and', 'a and b', { 'a{i="1", r="x"}': 1 }],
    ['and on', 'a and on(i) b', { 'a{i="1", r="x"}': 1, 'a{i="2", r="x"}': 4 }],
    ['unless', 'a unless b', { 'a{i="2", r="x"}': 4 }],
    ['unless ignoring', 'a unless ignoring(r) b', {}],
    ['or', 'a or b', { 'a{i="1", r="x"}': 1, 'a{i="2", r="x"}': 4, 'b{i="2", r="y"}': 2 }],
    ['or on', 'a{i="1"} or on(r) b', { 'a{i="1", r="x"}': 1, 'b{i="2", r="y"}': 2 }],
    ['or of nothing', 'nothing or vector(0)', { '{}': 0 }],
    ['and of nothing', 'a and nothing', {}],
    ['unless of nothing', 'a unless nothing', { 'a{i="1", r="x"}': 1, 'a{i="2", r="x"}': 4 }],
  ])('%s', (_, query, expected) => {
    expect(ask(source, query, 0)).toEqual(expected);
  });
});
