import type { Samples } from './exposition.js';
import { labelMatcher, type Labels } from './selectors.js';
import type { Series } from './schema.js';

/** The values of one metric in one scrape, keyed by label set. */
export type Readings = ReadonlyMap<string, number>;

function seriesKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The values of the series that a metric name and its selectors choose. NaN counts as absent. */
export function readings(samples: Samples, { metric, where }: Series): Readings {
  const matches = labelMatcher(where);
  const chosen = (samples.get(metric) ?? []).filter(({ labels, value }) => matches(labels) && !Number.isNaN(value));
  return new Map(chosen.map(({ labels, value }) => [seriesKey(labels), value]));
}

/** The buckets of a histogram that end at `bound`, keyed as its `_count` and `_sum` are: without `le`. */
export function bucketReadings(samples: Samples, { metric, where }: Series, bound: number): Readings {
  const matches = labelMatcher(where);
  const buckets = new Map<string, number>();
  for (const { labels, value } of samples.get(`${metric}_bucket`) ?? []) {
    const { le, ...own } = labels;
    // As numbers: clients write the same edge as 1 and as 1.0.
    if (Number(le) === bound && matches(own)) buckets.set(seriesKey(own), value);
  }
  return buckets;
}

/** A histogram's buckets, sum or count: counters that start, and start again, together. */
export interface Scraped {
  readonly start: Readings;
  readonly end: Readings;
}

/**
 * How much each of some counters grew between two scrapes, over the series that the first one has now; null when it has
 * none. The counters are parts of one whole (or only one): when any of them went down or is new, the process
 * has restarted or the series was born between the scrapes, and all of them are counted from zero.
 */
export function increases(counters: readonly [Scraped, ...Scraped[]]): number[] | null {
  const keys = [...counters[0].end.keys()];
  if (keys.length === 0) return null;
  const sums = counters.map(() => 0);
  for (const key of keys) {
    const pairs = counters.map(({ start, end }) => ({ before: start.get(key), now: end.get(key) ?? 0 }));
    const isContinued = pairs.every(({ before, now }) => before !== undefined && now >= before);
    for (const [index, { before = 0, now }] of pairs.entries()) {
      sums[index] = (sums[index] ?? 0) + (isContinued ? now - before : now);
    }
  }
  return sums;
}
