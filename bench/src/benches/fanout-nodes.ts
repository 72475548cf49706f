import { type Bench, type Pair, type Plan, type Sample, timesMore } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { startBenchRedis } from '../lib/level2.js';
import { measureFanOut } from '../lib/load/fan-out.js';
import { requireOpenFiles } from '../lib/open-files.js';
import { readable } from '../lib/report/table.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { runOnMongod } from '../lib/server/run-on-mongod.js';
import { startMongoService, startSecondNode } from '../lib/server/service.js';

const IN_FLIGHT = 32;

async function run(plan: Plan): Promise<Pair[]> {
  const sockets = plan.isQuick ? 200 : 1_000;
  requireOpenFiles(sockets);
  const times = plan.isQuick ? { warmUpMs: 500, measureMs: 1_000 } : { warmUpMs: 2_000, measureMs: 4_000 };
  const measure = async (first: RunningServer, ...others: RunningServer[]): Promise<Sample> =>
    perCpuSecond(await measureFanOut(first, { sockets, inFlight: IN_FLIGHT, ...times }, others));
  const redis = await startBenchRedis();
  try {
    return await runOnMongod((mongod) => {
      const one = (url: string) => () => startMongoService(url, redis.url);
      const two = (url: string, first: RunningServer) => () => startSecondNode(url, first, redis.url);
      const sides = {
        ours: () => {
          const url = mongod.databaseUrl();
          return runOn(one(url), (first) => runOn(two(url, first), (second) => measure(first, second)));
        },
        peer: () => runOn(one(mongod.databaseUrl()), (first) => measure(first)),
      };
      return interleave(plan, sides, readable);
    });
  } finally {
    await redis.stop();
  }
}

/** Two nodes, MongoDB, Redis and the load would need a core each to be measured by the clock. */
function perCpuSecond({ value, details = {} }: Sample): Sample {
  return { value: value / (details['server cores'] ?? NaN), details: { 'deliveries/s': value, ...details } };
}

/** What a node pays for having another one beside it. */
export const fanoutNodes: Bench = {
  name: 'fanout-nodes',
  summary: 'Fan-out to 1,000 sockets on two nodes joined by Redis, beside one node, by the CPU of the nodes.',
  ours: 'two nodes, 500 sockets each',
  peer: 'one node with all sockets',
  unit: 'deliveries/CPU-s',
  comparison: timesMore,
  // Half of the ratio that two cores would show: 1.5 and 1.9 times one node's.
  pass: 0.75,
  aim: 0.95,
  run,
};
