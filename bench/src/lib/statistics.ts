/** The middle of the values; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = inOrder(values);
  const upper = at(sorted, Math.floor(sorted.length / 2));
  return sorted.length % 2 === 1 ? upper : (at(sorted, sorted.length / 2 - 1) + upper) / 2;
}

/**
 * The smallest value that at least `share` of the values do not exceed (nearest rank).
 * @param share 0 to 1, 0.99 for p99
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = inOrder(values);
  return at(sorted, Math.max(0, Math.ceil(share * sorted.length) - 1));
}

/** What several values say together. */
export interface Distribution {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Median and spread. */
export function distribution(values: readonly number[]): Distribution {
  const sorted = inOrder(values);
  return { median: median(sorted), min: at(sorted, 0), max: at(sorted, sorted.length - 1) };
}

function inOrder(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('there are no values to summarise');
  return [...values].sort((a, b) => a - b);
}

function at(sorted: readonly number[], index: number): number {
  // The callers stay inside of an array that is not empty.
  return sorted[index] ?? NaN;
}
