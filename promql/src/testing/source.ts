import { compileMatcher } from '../matchers.js';
import type { Matcher, Series, SeriesSource } from '../series.js';

/** Series in an array, as a source. */
export const sourceOf = (all: readonly Series[]): SeriesSource => ({
  *select(matchers: readonly Matcher[], from: number, to: number): Generator<Series> {
    const conditions = matchers.map((matcher) => ({ label: matcher.label, holds: compileMatcher(matcher) }));
    for (const { labels, times, values } of all) {
      if (!conditions.every(({ label, holds }) => holds(labels[label] ?? ''))) continue;
      const within = Array.from(times, (_, index) => index).filter((index) => {
        const time = times[index] ?? 0;
        return time > from && time <= to;
      });
      if (within.length === 0) continue;
      yield {
        labels,
        times: within.map((index) => times[index] ?? 0),
        values: within.map((index) => values[index] ?? 0),
      };
    }
  },
});
