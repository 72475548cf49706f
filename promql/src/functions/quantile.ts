/**
 * The value below which a share of the values lies, between two neighbours in proportion. NaN counts as the least value;
 * a share below 0 gives -Inf, above 1 +Inf.
 * @param values are sorted in place: a copy of each window would cost as much again
 */
export const quantileOf = (share: number, values: Float64Array): number => {
  if (values.length === 0 || Number.isNaN(share)) return NaN;
  if (share < 0) return -Infinity;
  if (share > 1) return Infinity;
  values.sort();
  // That puts NaN last.
  let missing = 0;
  while (Number.isNaN(values[values.length - 1 - missing])) missing += 1;
  const valueAt = (rank: number): number => (rank < missing ? NaN : (values[rank - missing] ?? NaN));
  const rank = share * (values.length - 1);
  const lower = Math.floor(rank);
  const weight = rank - lower;
  return valueAt(lower) * (1 - weight) + valueAt(Math.min(lower + 1, values.length - 1)) * weight;
};
