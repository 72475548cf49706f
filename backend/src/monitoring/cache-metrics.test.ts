import { parseExposition } from '@chatwatch/objectives';
import { createTelemetry } from '@chatwatch/telemetry';
import { expect, it } from '@jest/globals';
import { Cache, type CachePolicy } from '../cache/index.js';
import { observeCache } from './cache-metrics.js';

const policy: CachePolicy<string> = { group: 'authors', ttlMs: 1_000, sizeBytes: () => 300 };

it('lookups, loads, shared loads and evictions are counted by group, until the end of observation', async () => {
  const telemetry = createTelemetry({ runtime: false });
  const stop = observeCache(telemetry);
  const cache = new Cache({ maxBytes: 5_000 });
  const load = (key: string): Promise<string> => Promise.resolve(key);
  const ask = async (key: string): Promise<string | undefined> => cache.getOrLoad(key, policy, load);
  await Promise.all([ask('a'), ask('a')]);
  await ask('a');
  await ask('b');
  stop();
  await ask('b');
  const samples = parseExposition(await telemetry.registry.metrics());
  const valueOf = (name: string, labels: Record<string, string>): number | undefined =>
    samples.get(name)?.find((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
      ?.value;
  expect(valueOf('cache_requests_total', { level: 'l1', group: 'authors', result: 'hit' })).toBe(1);
  expect(valueOf('cache_requests_total', { level: 'l1', group: 'authors', result: 'miss' })).toBe(3);
  expect(valueOf('cache_loads_shared_total', { group: 'authors' })).toBe(1);
  expect(valueOf('cache_load_seconds_count', { group: 'authors' })).toBe(2);
  expect(valueOf('cache_evictions_total', { group: 'authors' })).toBe(1);
  telemetry.close();
});
