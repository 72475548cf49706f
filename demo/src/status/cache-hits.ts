import type { Samples } from '@chatwatch/objectives';

/** How well the service's cache answers one kind of data. */
export interface CacheHits {
  readonly group: string;
  readonly lookups: number;
  /** Share of the lookups that the cache answered, on any level, 0 to 1. */
  readonly share: number;
}

/** By group, since the start of the service; groups that nobody asked for are left out. */
export function cacheHits(samples: Samples): readonly CacheHits[] {
  const asked = new Map<string, { lookups: number; answered: number }>();
  for (const { labels, value } of samples.get('cache_requests_total') ?? []) {
    const { group = '', level, result } = labels;
    const { lookups, answered } = asked.get(group) ?? { lookups: 0, answered: 0 };
    asked.set(group, {
      // What level 1 misses is looked up again on level 2.
      lookups: lookups + (level === 'l1' ? value : 0),
      answered: answered + (result === 'miss' ? 0 : value),
    });
  }
  return [...asked]
    .filter(([, { lookups }]) => lookups > 0)
    .map(([group, { lookups, answered }]) => ({ group, lookups, share: answered / lookups }));
}
