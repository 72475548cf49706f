import { describe, expect, it } from '@jest/globals';
import { Rate } from './rate.js';

function rateOf(...readings: readonly (readonly [number, number])[]): Rate {
  const rate = new Rate();
  for (const [atSeconds, count] of readings) rate.read(atSeconds, count);
  return rate;
}

describe('Rate', () => {
  it('is 0 before the first reading', () => {
    const { now, peak, mean } = new Rate();
    expect([now, peak, mean]).toEqual([0, 0, 0]);
  });

  it('averages the last five readings, and all for the mean', () => {
    const rate = rateOf([1, 100], [2, 110], [3, 120], [4, 130], [5, 140], [6, 150]);
    expect(rate.now).toBe(10);
    expect(rate.mean).toBe(25);
  });

  it('keeps the fastest second', () => {
    expect(rateOf([1, 10], [2, 310], [3, 320]).peak).toBe(300);
  });

  it('makes no peak of two readings that lie close together, and none of the same moment twice', () => {
    const rate = rateOf([1, 10], [1.01, 20], [1.01, 30]);
    expect(rate.peak).toBe(10);
    expect(rate.mean).toBeCloseTo(20 / 1.01);
  });
});
