/**
 * The value below which a share of the values lies, between two neighbours in proportion. NaN counts as the least value;
 * a share below 0 gives -Inf, above 1 +Inf.
 */
export const quantileOf = (share: number, values: Float64Array): number => {
  if (values.length === 0 || Number.isNaN(share)) return NaN;
  if (share < 0) return -Infinity;
  if (share > 1) return Infinity;
  // Typed arrays sort NaN last.
  const numbers = values.filter((value) => !Number.isNaN(value)).sort();
  const missing = values.length - numbers.length;
  const valueAt = (rank: number): number => (rank < missing ? NaN : (numbers[rank - missing] ?? NaN));
  const rank = share * (values.length - 1);
  const lower = Math.floor(rank);
  const weight = rank - lower;
  return valueAt(lower) * (1 - weight) + valueAt(Math.min(lower + 1, values.length - 1)) * weight;
};
