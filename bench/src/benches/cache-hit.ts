import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Bench, type Pair, type Plan, type Sample, timesLess } from '../lib/bench.js';
import { type Kept, newBentoCache, policy, serviceCache } from '../lib/caches.js';
import { interleave } from '../lib/interleave.js';
import { readable } from '../lib/report/table.js';

const keys = Array.from({ length: 1_000 }, (_, index) => `u${index}`);
const load = (id: string): Promise<Kept> => Promise.resolve({ id });

async function run(plan: Plan): Promise<Pair[]> {
  const rounds = plan.isQuick ? 20 : 100;
  const ours = await oursSide(rounds * 20);
  const peer = await peerSide(rounds);
  // Somebody listens, as the service's metrics do.
  let lookups = 0;
  const count = (): void => {
    lookups++;
  };
  subscribe('chatwatch:cache:lookup', count);
  try {
    await interleave({ ...plan, runs: 2 }, { ours, peer }, readable);
    return await interleave(plan, { ours, peer }, readable);
  } finally {
    unsubscribe('chatwatch:cache:lookup', count);
    plan.note(`${lookups} lookups were counted`);
  }
}

async function oursSide(rounds: number): Promise<() => Promise<Sample>> {
  const cache = await serviceCache();
  for (const key of keys) await cache.getOrLoad(key, policy, load);
  return () => {
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round++) for (const key of keys) void cache.getOrLoad(key, policy, load);
    return Promise.resolve(perLookup(startedAt, rounds));
  };
}

async function peerSide(rounds: number): Promise<() => Promise<Sample>> {
  const cache = newBentoCache();
  const ask = (key: string): Promise<Kept> => cache.getOrSet({ key, ttl: '10m', factory: () => load(key) });
  for (const key of keys) await ask(key);
  return async () => {
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round++) for (const key of keys) await ask(key);
    return perLookup(startedAt, rounds);
  };
}

const perLookup = (startedAt: number, rounds: number): Sample => ({
  value: ((performance.now() - startedAt) * 1_000) / (rounds * keys.length),
});

/** What a value costs that is in memory. */
export const cacheHit: Bench = {
  name: 'cache-hit',
  summary: 'A lookup of a value that is in memory, counted for metrics, beside bentocache with one level.',
  ours: "the service's cache",
  peer: 'bentocache',
  unit: 'us/lookup',
  comparison: timesLess,
  pass: 15,
  aim: 50,
  run,
};
