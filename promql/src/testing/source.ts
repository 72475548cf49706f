import { compileMatcher } from '../matchers.js';
import type { Matcher, Series, SeriesSource } from '../series.js';

const within = ({ labels, times, values }: Series, from: number, to: number): Series => {
  const kept = Array.from(times).flatMap((time, index) => (time > from && time <= to ? [index] : []));
  return { labels, times: kept.map((index) => times[index] ?? 0), values: kept.map((index) => values[index] ?? 0) };
};

/** Series in an array, as a source. */
export const sourceOf = (all: readonly Series[]): SeriesSource => {
  const byName = new Map<string, Series[]>();
  for (const series of all) {
    const name = series.labels.__name__ ?? '';
    byName.set(name, [...(byName.get(name) ?? []), series]);
  }
  return {
    *select(matchers: readonly Matcher[], from: number, to: number): Generator<Series> {
      const named = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
      const conditions = matchers.map((matcher) => ({ label: matcher.label, holds: compileMatcher(matcher) }));
      for (const series of named === undefined ? all : (byName.get(named.value) ?? [])) {
        if (!conditions.every(({ label, holds }) => holds(series.labels[label] ?? ''))) continue;
        const part = within(series, from, to);
        if (part.times.length > 0) yield part;
      }
    },
  };
};
