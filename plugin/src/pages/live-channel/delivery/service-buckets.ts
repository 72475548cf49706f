import type { Series } from '../../../data/prometheus';
import type { Buckets } from './buckets';

const edgeOf = ({ labels }: Series): number => (labels.le === '+Inf' ? Infinity : Number(labels.le));

const sumOf = ({ values }: Series): number =>
  values.reduce((sum, value) => (Number.isFinite(value) ? sum + value : sum), 0);

/**
 * A histogram of what the service's readers reported, from the series of its cumulative buckets over time. Undefined
 * where there are none, or nothing was observed.
 */
export function serviceBuckets(series: readonly Series[]): Buckets | undefined {
  const cumulative = series
    .map((one) => ({ edge: edgeOf(one), count: sumOf(one) }))
    .filter(({ edge }) => !Number.isNaN(edge))
    .sort((a, b) => a.edge - b.edge);
  if (cumulative.at(-1)?.edge !== Infinity || !((cumulative.at(-1)?.count ?? 0) > 0)) return undefined;
  return {
    edges: cumulative.slice(0, -1).map(({ edge }) => edge),
    // Prometheus extrapolates each bucket by itself, so that one may be a hair below the one before it.
    counts: cumulative.map(({ count }, at) => Math.max(0, count - (cumulative[at - 1]?.count ?? 0))),
  };
}
