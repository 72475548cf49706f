import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../people/random.ts';
import { stampIn, stampedText } from './stamp.ts';

const random = seededRandom(1);

describe('a stamped text', () => {
  it.each([0, 0.1, 12.3, 59_999.9, 86_400_000])('gives back when it was due: %d ms', (sinceStartMs) => {
    expect(stampIn(stampedText(sinceStartMs, 40, random))).toBeCloseTo(sinceStartMs, 1);
  });

  it.each([12, 26, 129, 502])('is %d bytes long', (bytes) => {
    const text = stampedText(61_234.5, bytes, random);
    expect(Buffer.byteLength(text)).toBe(bytes);
    expect(text.trim()).toBe(text);
  });

  it('is the stamp alone where the text is shorter', () => {
    const text = stampedText(61_234.5, 1, random);
    expect(text).not.toContain(' ');
    expect(stampIn(text)).toBe(61_234.5);
  });

  it.each(['', 'hello', '@', '@ x', '@UPPER x'])('is not taken for one: %j', (text) => {
    expect(stampIn(text)).toBeUndefined();
  });
});
