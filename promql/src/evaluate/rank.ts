import { PromqlError } from '../errors.js';
import { ABSENT, absentValues, hasValues, type Row } from './rows.js';

/** Orders values, NaN always last. */
const comparing =
  (descending: boolean) =>
  (left: number, right: number): number => {
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return descending ? right - left : left - right;
  };

const wholeNumber = (value: number): number => {
  if (!(Math.abs(value) < 2 ** 63)) throw new PromqlError('query_failed', `Scalar value ${value} overflows int64`);
  return Math.trunc(value);
};

/** Rows in the order of their values at a step; those that are not there come last. */
export const sortedAt = (rows: readonly Row[], step: number, descending: boolean): Row[] => {
  const compare = comparing(descending);
  const valueOf = ({ values }: Row): number => values[step] ?? ABSENT;
  const present = rows.filter((row) => valueOf(row) !== ABSENT);
  const absent = rows.filter((row) => valueOf(row) === ABSENT);
  return [...present.sort((left, right) => compare(valueOf(left), valueOf(right)) || 0), ...absent];
};

/** The rows with the greatest or least values, chosen anew at each step; in their order at the last one. */
export const rank = (rows: readonly Row[], greatest: boolean, counts: Float64Array): Row[] => {
  const kept = rows.map(({ labels }) => ({ labels, values: absentValues(counts.length) }));
  const indexes = new Map(rows.map((row, index) => [row, index]));
  for (const [step, count] of counts.entries()) {
    const chosen = sortedAt(rows, step, greatest).slice(0, Math.max(0, wholeNumber(count)));
    for (const row of chosen) {
      const into = kept[indexes.get(row) ?? 0];
      if (into !== undefined) into.values[step] = row.values[step] ?? ABSENT;
    }
  }
  return sortedAt(kept.filter(hasValues), counts.length - 1, greatest);
};
