import { describe, expect, it } from '@jest/globals';
import { slotOfTag, spread } from './key-slot.js';

describe('the slot of a hash tag', () => {
  it.each([
    // The check value of CRC-16/XMODEM, and examples of Redis's documentation.
    ['123456789', 0x31c3],
    ['foo', 12182],
    ['bar', 5061],
    ['', 0],
  ])('of %p is Redis’s', (tag, slot) => {
    expect(slotOfTag(tag)).toBe(slot % 16_384);
  });
});

describe('topics', () => {
  it('are spread over all partitions, none of which has twice its share', () => {
    const counts = new Array<number>(64).fill(0);
    for (let index = 0; index < 64_000; index++) {
      const partition = spread(`channel:${index}`, 64);
      counts[partition] = (counts[partition] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(500);
    expect(Math.max(...counts)).toBeLessThan(2_000);
  });
});
