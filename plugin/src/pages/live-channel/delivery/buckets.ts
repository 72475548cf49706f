/**
 * A histogram as Prometheus has it, so that what the page saw and what the service says are read in the same way:
 * ascending upper edges in seconds, and how many observations fell into each bucket, the last one beyond every edge.
 */
export interface Buckets {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** Edges until the service has told its own: those of its delivery histogram. */
export const DEFAULT_EDGES: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Index of the bucket that a value belongs to; an edge belongs to the bucket below it. */
export function bucketOf(edges: readonly number[], seconds: number): number {
  const at = edges.findIndex((edge) => seconds <= edge);
  return at === -1 ? edges.length : at;
}

/** Observations of all buckets. */
export const total = ({ counts }: Buckets): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * A quantile as `histogram_quantile` works it out: linear within the bucket, and the last edge for what lies beyond.
 * Undefined without observations.
 */
export function quantileOf({ edges, counts }: Buckets, q: number): number | undefined {
  const all = total({ edges, counts });
  if (all === 0) return undefined;
  const rank = q * all;
  let below = 0;
  for (const [at, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) {
      const lower = at === 0 ? 0 : (edges[at - 1] ?? 0);
      const upper = edges[at] ?? lower;
      return lower + (upper - lower) * ((rank - below) / count);
    }
    below += count;
  }
  return edges.at(-1);
}
