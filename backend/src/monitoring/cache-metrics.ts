import { baseEdges } from '@chatwatch/objectives';
import { type CounterChild, HotCounter, HotHistogram, type Telemetry } from '@chatwatch/telemetry';
import { cacheGroups } from '../cache/groups.js';
import { type CacheLookupEvent, events } from '../events.js';

const groups = Object.keys(cacheGroups);

const declare = (telemetry: Telemetry) => ({
  requests: telemetry.register(
    new HotCounter({
      name: 'cache_requests_total',
      help: 'Lookups of cached data by level; what level 1 misses is looked up on level 2 where there is one.',
      labels: { level: ['l1', 'l2'], group: groups, result: ['hit', 'stale', 'miss'] },
    }),
  ),
  loadSeconds: telemetry.register(
    new HotHistogram({
      name: 'cache_load_seconds',
      help: 'Time it took to read a value that was not cached from its source, failures included.',
      labels: { group: groups },
      edges: [...baseEdges.databaseSeconds],
    }),
  ),
  loadsShared: telemetry.register(
    new HotCounter({
      name: 'cache_loads_shared_total',
      help: 'Lookups that waited for a load that was under way instead of loading as well: stampedes avoided.',
      labels: { group: groups },
    }),
  ),
  evictions: telemetry.register(
    new HotCounter({
      name: 'cache_evictions_total',
      help: 'Values that made room for others.',
      labels: { group: groups },
      startsAtZero: true,
    }),
  ),
});

/**
 * Turns the cache's events into metrics.
 * @returns a function that stops listening
 */
export const observeCache = (telemetry: Telemetry): (() => void) => {
  const { requests, loadSeconds, loadsShared, evictions } = declare(telemetry);
  // At zero from the start, so that no lookup can be told from no measurement.
  for (const group of groups) for (const result of ['hit', 'miss']) requests.child({ level: 'l1', group, result });
  // The cache publishes the same few objects again and again, so that each is bound to its series once.
  const bound = new WeakMap<CacheLookupEvent, CounterChild>();
  const bind = (lookup: CacheLookupEvent): CounterChild => {
    const { level, group, result } = lookup;
    const child = requests.child({ level, group, result });
    bound.set(lookup, child);
    return child;
  };
  const stops = [
    events.cacheLookup.subscribe((lookup) => {
      (bound.get(lookup) ?? bind(lookup)).inc();
    }),
    events.cacheLoad.subscribe(({ group, durationSeconds }) => {
      loadSeconds.child({ group }).observe(durationSeconds);
    }),
    events.cacheLoadShared.subscribe(({ group }) => {
      loadsShared.child({ group }).inc();
    }),
    events.cacheEviction.subscribe(({ group }) => {
      evictions.child({ group }).inc();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
