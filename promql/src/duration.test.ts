import { expect, it } from '@jest/globals';
import { formatDuration, parseDuration } from './duration.js';

it.each([
  ['0s', 0],
  ['500ms', 500],
  ['1m30s', 90_000],
  ['1h', 3_600_000],
  ['2h0m', 7_200_000],
  ['1d12h', 129_600_000],
  ['4w', 2_419_200_000],
  ['1y', 31_536_000_000],
])('%s is %i ms', (text, durationMs) => {
  expect(parseDuration(text)).toBe(durationMs);
});

it.each(['', '5', 'm', '1s1m', '-1s', '1.5h', ' 1s', '1S'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it.each([
  [0, '0s'],
  [90_000, '1m30s'],
  [5000, '5s'],
  [1500, '1s500ms'],
  [129_600_000, '1d12h'],
  [2_419_200_000, '4w'],
  [8 * 86_400_000, '8d'],
])('%i ms are written %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
