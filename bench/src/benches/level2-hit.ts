import { type Bench, type Pair, type Plan, type Sample, timesLess } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { type Ask, bentoLevel2, serviceLevel2, type Shared, startBenchRedis } from '../lib/level2.js';
import { readable } from '../lib/report/table.js';

/** Authors of a page of history, which are asked for together. */
const AT_ONCE = 50;
const keys = Array.from({ length: 20 * AT_ONCE }, (_, index) => `u${index}`);

async function run(plan: Plan): Promise<Pair[]> {
  const rounds = plan.isQuick ? 2 : 20;
  const redis = await startBenchRedis();
  const [ours, peer] = [await serviceLevel2(redis.url), await bentoLevel2(redis.port)];
  try {
    const [oursSide, peerSide] = [await filled(ours.ask), await filled(peer.ask)];
    const sides = { ours: () => oursSide(rounds), peer: () => peerSide(rounds) };
    await interleave({ ...plan, runs: 2 }, sides, readable);
    return await interleave(plan, sides, readable);
  } finally {
    await Promise.all([ours.close(), peer.close()]);
    await redis.stop();
  }
}

/** A side whose values are all in Redis. */
async function filled(ask: Ask): Promise<(rounds: number) => Promise<Sample>> {
  let loads = 0;
  const load = (id: string): Promise<Shared> => {
    loads++;
    return Promise.resolve({ id, name: 'Ann Example', avatarUrl: `https://chat.example/avatars/${id}` });
  };
  // What is shared is written in the background.
  for (let missed = -1; missed !== loads;) {
    missed = loads;
    for (const key of keys) await ask(key, load);
  }
  const filledBy = loads;
  return async (rounds) => {
    const together = await perLookup(rounds, () => inGroups(ask, load, AT_ONCE));
    const alone = await perLookup(Math.ceil(rounds / 5), () => inGroups(ask, load, 1));
    if (loads !== filledBy) throw new Error('a value was loaded that should have been in Redis');
    return { value: together, details: { 'us/lookup, one at a time': alone } };
  };
}

async function inGroups(ask: Ask, load: (id: string) => Promise<Shared>, size: number): Promise<void> {
  for (let at = 0; at < keys.length; at += size) {
    await Promise.all(keys.slice(at, at + size).map((key) => ask(key, load)));
  }
}

async function perLookup(rounds: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round++) await work();
  return ((performance.now() - startedAt) * 1_000) / (rounds * keys.length);
}

/** What a value costs that is not in memory but in Redis. */
export const level2Hit: Bench = {
  name: 'level2-hit',
  summary: 'Lookups of values that are in Redis and not in memory, fifty at a time, beside bentocache.',
  ours: "the service's cache",
  peer: 'bentocache with its Redis driver',
  unit: 'us/lookup',
  comparison: timesLess,
  pass: 1.5,
  aim: 2,
  run,
};
