import { describe, expect, it } from '@jest/globals';
import { seededRandom, textOf } from './text.js';

describe('textOf', () => {
  it('has exactly the bytes asked for, and no space at its ends', () => {
    const random = seededRandom(7);
    for (let bytes = 1; bytes <= 600; bytes++) {
      const text = textOf(bytes, random);
      expect(Buffer.byteLength(text)).toBe(bytes);
      expect(text.trim()).toBe(text);
    }
  });

  it('has one byte where none are asked for, as an empty message is none', () => {
    expect(textOf(0, seededRandom(1))).toHaveLength(1);
  });

  it('is the same for the same seed and differs for others', () => {
    const text = (seed: number) => textOf(80, seededRandom(seed));
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
  });
});

describe('seededRandom', () => {
  it('stays within 0 and 1 and is spread evenly', () => {
    const random = seededRandom(11);
    const values = Array.from({ length: 10_000 }, random);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
  });
});
