import { describe, expect, it } from '@jest/globals';
import { distribution, median, percentile } from './statistics.js';

describe('median', () => {
  it('is the middle of an odd number of values, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the two middle ones of an even number of values', () => {
    expect(median([10, 2, 4, 100])).toBe(7);
  });

  it('orders values as numbers, not as text', () => {
    expect(median([10, 9, 100])).toBe(10);
  });

  it('leaves its argument as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('refuses to speak about no values', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  it.each([
    [0, 1],
    [0.5, 50],
    [0.99, 99],
    [0.991, 100],
    [1, 100],
  ])('at %d of 1 to 100 is %d', (share, expected) => {
    expect(percentile(hundred, share)).toBe(expected);
  });

  it('of one value is that value', () => {
    expect(percentile([7], 0.99)).toBe(7);
  });
});

describe('distribution', () => {
  it('tells the median and both ends', () => {
    expect(distribution([4, 1, 3])).toEqual({ median: 3, min: 1, max: 4 });
  });
});
