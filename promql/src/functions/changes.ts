import type { OverTime } from './over-time.js';

const countPairs =
  (counts: (before: number, after: number) => boolean): OverTime =>
  ({ values }) =>
  ({ from, to }) => {
    let count = 0;
    for (let index = from + 1; index < to; index += 1)
      if (counts(values[index - 1] ?? NaN, values[index] ?? NaN)) count += 1;
    return count;
  };

/** How often a value differs from the one before; NaN is like NaN. */
export const changes = countPairs(
  (before, after) => before !== after && !(Number.isNaN(before) && Number.isNaN(after)),
);

/** How often a counter fell, which it does only by beginning anew. */
export const resets = countPairs((before, after) => after < before);
