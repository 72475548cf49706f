import { describe, expect, it } from '@jest/globals';
import { type Bench, timesMore } from '../bench.js';
import { aligned, readable, resultTable } from './table.js';

const bench: Bench = {
  name: 'example',
  summary: 'Compares one thing with another.',
  ours: 'ours',
  peer: 'theirs',
  unit: 'things/s',
  comparison: timesMore,
  pass: 2,
  aim: 4,
  run: () => Promise.resolve([]),
};

describe('readable', () => {
  it.each([
    [2_113_456.7, '2,113,457'],
    [999.94, '999.9'],
    [12.345, '12.35'],
    [0.98765, '0.988'],
    [0, '0.000'],
  ])('writes %d as %s', (value, text) => {
    expect(readable(value)).toBe(text);
  });
});

describe('aligned', () => {
  it('puts columns under each other and ends lines with text', () => {
    expect(
      aligned([
        ['a', 'bbb', ''],
        ['aaa', 'b', 'c'],
      ]),
    ).toEqual(['a     bbb', 'aaa   b     c']);
  });
});

describe('resultTable', () => {
  it('shows both medians, details, the ratio with its spread, both lines and the verdict', () => {
    const lines = resultTable(bench, [
      { ours: { value: 3_000, details: { 'server cores': 0.99 } }, peer: { value: 1_000 } },
      { ours: { value: 5_000, details: { 'server cores': 0.97 } }, peer: { value: 1_000 } },
      { ours: { value: 2_000, details: { 'server cores': 0.98 } }, peer: { value: 1_000 } },
    ]);
    expect(lines).toEqual([
      'example, 3 pairs',
      '                 ours: ours       peer: theirs',
      'things/s         3,000            1,000',
      '  min .. max     2,000 .. 5,000   1,000 .. 1,000',
      '  server cores   0.980            -',
      'ours / peer: 3.00x (2.00x .. 5.00x); at least 2.00x, aim 4.00x: passes',
    ]);
  });
});
