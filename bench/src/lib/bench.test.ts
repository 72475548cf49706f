import { describe, expect, it } from '@jest/globals';
import { addedShare, judge, medianDetails, type Pair, summarise, timesCost, timesLess, timesMore } from './bench.js';

const pair = (ours: number, peer: number): Pair => ({ ours: { value: ours }, peer: { value: peer } });

describe('summarise', () => {
  it('takes the median of the ratios of pairs, not the ratio of the medians', () => {
    const { ours, peer, ratio } = summarise(timesMore, [pair(10, 1), pair(30, 2), pair(40, 10)]);
    expect(ours).toEqual({ median: 30, min: 10, max: 40 });
    expect(peer).toEqual({ median: 2, min: 1, max: 10 });
    expect(ratio).toEqual({ median: 10, min: 4, max: 15 });
  });

  it.each([
    { comparison: timesMore, expected: 0.5 },
    { comparison: timesLess, expected: 2 },
    { comparison: timesCost, expected: 0.5 },
    { comparison: addedShare, expected: -0.5 },
  ])('compares 2 with 4 as $expected ($comparison.label, $comparison.bound)', ({ comparison, expected }) => {
    expect(summarise(comparison, [pair(2, 4)]).ratio.median).toBe(expected);
  });
});

describe('judge', () => {
  it.each([
    [24.9, 'falls short'],
    [25, 'passes'],
    [34.9, 'passes'],
    [35, 'reaches the aim'],
  ])('finds that %d of at least 25, better 35, %s', (ratio, verdict) => {
    expect(judge({ comparison: timesMore, pass: 25, aim: 35 }, ratio)).toBe(verdict);
  });

  it.each([
    [0.051, 'falls short'],
    [0.05, 'passes'],
    [0.01, 'reaches the aim'],
    [-0.01, 'reaches the aim'],
  ])('finds that %d of at most 0.05, better 0.01, %s', (ratio, verdict) => {
    expect(judge({ comparison: addedShare, pass: 0.05, aim: 0.01 }, ratio)).toBe(verdict);
  });
});

describe('medianDetails', () => {
  it('has none where no sample has any', () => {
    expect(medianDetails([{ value: 1 }])).toEqual({});
  });

  it('takes the median of each, of the samples that have it', () => {
    const details = [{ cores: 0.9 }, { cores: 0.7, p50: 3 }, { cores: 0.8 }];
    expect(medianDetails(details.map((each) => ({ value: 1, details: each })))).toEqual({ cores: 0.8, p50: 3 });
  });
});
