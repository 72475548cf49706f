import { type Bench, type Pair, type Plan, type Sample, timesCost } from '../lib/bench.js';
import { type Kept, newBentoCache, policy, serviceCache } from '../lib/caches.js';
import { interleave } from '../lib/interleave.js';
import { readable } from '../lib/report/table.js';

const CALLERS = 500;

async function run(plan: Plan): Promise<Pair[]> {
  const service = await serviceCache();
  const bento = newBentoCache();
  let key = 0;
  const sides = {
    ours: () => stampede(async (name, load) => service.getOrLoad(name, policy, load), `k${key++}`),
    peer: () =>
      stampede((name, load) => bento.getOrSet({ key: name, ttl: '10m', factory: () => load(name) }), `k${key++}`),
  };
  return interleave(plan, sides, readable);
}

type Ask = (key: string, load: (key: string) => Promise<Kept>) => Promise<Kept>;

/** How often the source is read when all ask for a value that is not there. */
async function stampede(ask: Ask, key: string): Promise<Sample> {
  let loads = 0;
  const load = (id: string): Promise<Kept> => {
    loads++;
    return new Promise((resolve) => {
      setImmediate(resolve, { id });
    });
  };
  await Promise.all(Array.from({ length: CALLERS }, () => ask(key, load)));
  return { value: loads };
}

/** What a value costs that everybody misses at once. */
export const cacheStampede: Bench = {
  name: 'cache-stampede',
  summary: '500 callers who miss the same key at the same time: how often it is loaded.',
  ours: "the service's cache",
  peer: 'bentocache',
  unit: 'loads',
  comparison: timesCost,
  pass: 1,
  aim: 1,
  run,
};
