import { describe, expect, it } from '@jest/globals';
import { durationSeconds, formatDuration } from './duration.js';

describe('a duration', () => {
  it.each([
    ['30s', 30, '30 seconds'],
    ['5m', 300, '5 minutes'],
    ['1h', 3600, '1 hour'],
    ['28d', 2_419_200, '28 days'],
    ['4w', 2_419_200, '4 weeks'],
  ])('%s is %d seconds and reads %s', (duration, seconds, text) => {
    expect(durationSeconds(duration)).toBe(seconds);
    expect(formatDuration(duration)).toBe(text);
  });

  it.each(['', '5', 'm', '0m', '1.5h', '-1h', '1h30m', '5 m'])('is refused as %j', (text) => {
    expect(() => durationSeconds(text)).toThrow(RangeError);
  });
});
