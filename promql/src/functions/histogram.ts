import { nameless, without } from '../evaluate/labels.js';
import { ABSENT, type Row } from '../evaluate/rows.js';
import type { Labels } from '../series.js';
import { seriesKey } from '../store/series-key.js';

interface Bucket {
  /** Values up to this one are counted. */
  readonly bound: number;
  count: number;
}

const NAMED: Readonly<Record<string, number>> = { '+inf': Infinity, inf: Infinity, '-inf': -Infinity };

/** The bound that a label `le` tells; undefined where it tells none. */
const boundOf = (le: string | undefined): number | undefined => {
  if (le === undefined) return undefined;
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(le) ? Number(le) : undefined;
  return NAMED[le.toLowerCase()] ?? number;
};

/** The first bucket that holds at least `rank` values, found by halves; the last holds all. */
const search = (buckets: readonly Bucket[], rank: number): number => {
  let low = 0;
  let high = buckets.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((buckets[middle]?.count ?? NaN) >= rank) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Buckets of the same bound as one, and none with less than one before it, as scrapes of several targets may make them. */
const repaired = (buckets: readonly Bucket[]): Bucket[] => {
  const whole: Bucket[] = [];
  for (const bucket of buckets) {
    const last = whole.at(-1);
    if (last?.bound === bucket.bound) last.count += bucket.count;
    else whole.push({ ...bucket });
  }
  let most = -Infinity;
  for (const bucket of whole) {
    if (bucket.count < most) bucket.count = most;
    else most = bucket.count;
  }
  return whole;
};

const interpolated = (share: number, buckets: readonly Bucket[]): number => {
  const total = buckets.at(-1)?.count ?? 0;
  if (buckets.length < 2 || total === 0) return NaN;
  const rank = share * total;
  const index = search(buckets, rank);
  const bucket = buckets[index];
  const before = buckets[index - 1];
  if (bucket === undefined) return NaN;
  if (index === buckets.length - 1) return before?.bound ?? NaN;
  if (before === undefined) return bucket.bound <= 0 ? bucket.bound : bucket.bound * (rank / bucket.count);
  return before.bound + (bucket.bound - before.bound) * ((rank - before.count) / (bucket.count - before.count));
};

/**
 * The value below which a share of a histogram's values lies, by Prometheus' rules: within a bucket in proportion, below
 * the first bound from 0, beyond the last finite one that bound itself; NaN without a bucket `+Inf` or without values.
 * @param buckets in ascending order of their bounds
 */
const bucketQuantile = (share: number, buckets: readonly Bucket[]): number => {
  if (Number.isNaN(share)) return NaN;
  if (share < 0) return -Infinity;
  if (share > 1) return Infinity;
  if (buckets.at(-1)?.bound !== Infinity) return NaN;
  return interpolated(share, repaired(buckets));
};

interface Histogram {
  readonly labels: Labels;
  readonly rows: { readonly bound: number; readonly values: Float64Array }[];
}

const LE: ReadonlySet<string> = new Set(['le']);

const histogramsOf = (rows: readonly Row[]): Histogram[] => {
  const histograms = new Map<string, Histogram>();
  for (const row of rows) {
    const bound = boundOf(row.labels.le);
    if (bound === undefined) continue;
    const labels = without(nameless(row.labels), LE);
    const key = seriesKey(labels);
    const histogram = histograms.get(key) ?? { labels, rows: [] };
    histogram.rows.push({ bound, values: row.values });
    histograms.set(key, histogram);
  }
  return [...histograms.values()];
};

/** `histogram_quantile`: a row for each histogram whose buckets the rows are. */
export const histogramQuantile = (shares: Float64Array, rows: readonly Row[]): Row[] =>
  histogramsOf(rows).map((histogram) => {
    const sorted = histogram.rows.sort((left, right) => left.bound - right.bound);
    const values = shares.map((share, step) => {
      const buckets = sorted
        .map((row) => ({ bound: row.bound, count: row.values[step] ?? ABSENT }))
        .filter(({ count }) => count !== ABSENT);
      return buckets.length === 0 ? ABSENT : bucketQuantile(share, buckets);
    });
    return { labels: histogram.labels, values };
  });
