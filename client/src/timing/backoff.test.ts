import { expect, it } from '@jest/globals';
import { fullJitterMs } from './backoff.js';

const BACKOFF = { baseMs: 200, capMs: 10_000 };

it.each([
  [0, 100],
  [1, 200],
  [5, 3_200],
  [6, 5_000],
  [2_000, 5_000],
])('takes half of the bound of attempt %i when the random number is a half', (attempt, expected) => {
  expect(fullJitterMs(attempt, BACKOFF, () => 0.5)).toBe(expected);
});
