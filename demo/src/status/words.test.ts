import { describe, expect, it } from '@jest/globals';
import { clockTime, duration, megabytes, percentiles, perSecond, stateWords } from './words.js';

describe('words', () => {
  it.each([
    [0, '00:00:00'],
    [59.9, '00:00:59'],
    [3_600, '01:00:00'],
    [31_627, '08:47:07'],
    [-1, '00:00:00'],
  ])('shows %d seconds as the time %s', (seconds, shown) => {
    expect(clockTime(seconds)).toBe(shown);
  });

  it.each([
    [4.25, '4.3 s'],
    [59.9, '59.9 s'],
    [60, '1 min 0 s'],
    [158.4, '2 min 38 s'],
  ])('shows a duration of %d seconds as %s', (seconds, shown) => {
    expect(duration(seconds)).toBe(shown);
  });

  it.each([
    [0, '0.0/s'],
    [9.94, '9.9/s'],
    [10, '10/s'],
    [51_738.4, '51,738/s'],
  ])('shows a rate of %d as %s', (rate, shown) => {
    expect(perSecond(rate)).toBe(shown);
  });

  it('claims nothing finer than the clocks of the clients', () => {
    expect(percentiles({ p50: 0.99, p95: 1, p99: 10.4 })).toBe('p50 < 1 ms  p95 1.0 ms  p99 10 ms');
    expect(percentiles(undefined)).toBe('nothing delivered');
  });

  it('shows bytes as megabytes', () => {
    expect(megabytes(177_209_344)).toBe('169 MB');
  });

  it('has a word of its own for every state', () => {
    const words = Object.values(stateWords).map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
  });
});
