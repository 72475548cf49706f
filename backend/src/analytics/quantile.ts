/**
 * A quantile of a histogram, as `histogram_quantile` of PromQL has it: even inside a bucket, and the last edge for what
 * lies beyond it.
 * @param share from 0 to 1
 * @param counts up to each edge, `Infinity` among them
 * @returns null where nothing was counted
 */
export const quantileOf = (share: number, counts: ReadonlyMap<number, number>): number | null => {
  const edges = [...counts].sort(([a], [b]) => a - b);
  const total = edges.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  const rank = share * total;
  let lower = { edge: 0, count: 0 };
  for (const [edge, count] of edges) {
    if (count >= rank) {
      if (edge === Infinity) return lower.edge;
      const inside = count - lower.count;
      return inside <= 0 ? edge : lower.edge + ((edge - lower.edge) * (rank - lower.count)) / inside;
    }
    lower = { edge, count };
  }
  return lower.edge;
};
