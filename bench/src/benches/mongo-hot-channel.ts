import { setTimeout as sleep } from 'node:timers/promises';
import { RestClient } from '@chatwatch/client';
import { BenchError } from '../errors.js';
import { type Bench, type Pair, type Plan, type Sample, timesMore } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { Flood } from '../lib/load/flood.js';
import { readable } from '../lib/report/table.js';
import type { Mongod } from '../lib/server/mongod.js';
import { startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { runOnMongod } from '../lib/server/run-on-mongod.js';
import { startMongoService, startSecondNode } from '../lib/server/service.js';

/** Some hundred sends are under way at the end, and the peers may do no more than ten a second. */
const DRAIN_MS = 60_000;

/** On each of the two nodes. */
const senders = { connections: 16, inFlight: 16 };

type Peer = 'counter' | 'transaction';

const runBeside =
  (peer: Peer) =>
  (plan: Plan): Promise<Pair[]> =>
    runOnMongod((mongod) => compare(mongod, peer, plan));

function compare(mongod: Mongod, peer: Peer, plan: Plan): Promise<Pair[]> {
  const sides = {
    ours: () => {
      const url = mongod.databaseUrl();
      return runOn(
        () => startMongoService(url),
        (first) =>
          runOn(
            () => startSecondNode(url, first),
            async (second) => {
              const { sample, acked } = await measure([first, second], plan);
              await requireStored(first, acked);
              return sample;
            },
          ),
      );
    },
    peer: () => {
      const url = mongod.databaseUrl();
      const start = (): Promise<RunningServer> => startPeer('mongo-insert', url, peer);
      return runOn(start, (first) => runOn(start, async (second) => (await measure([first, second], plan)).sample));
    },
  };
  return interleave(plan, sides, readable);
}

async function measure(nodes: readonly RunningServer[], plan: Plan): Promise<{ sample: Sample; acked: number }> {
  const floods = await Promise.all(nodes.map(({ target }) => Flood.start(target, senders)));
  const acked = (): number => floods.reduce((sum, flood) => sum + flood.acked, 0);
  try {
    await sleep(plan.isQuick ? 500 : 2_000);
    const [from, startedAt] = [acked(), performance.now()];
    await sleep(plan.isQuick ? 1_000 : 4_000);
    const value = ((acked() - from) / (performance.now() - startedAt)) * 1_000;
    await Promise.all(floods.map((flood) => flood.end(DRAIN_MS)));
    return { sample: { value }, acked: acked() };
  } finally {
    for (const flood of floods) flood.close();
  }
}

/** Answers are counted, not read: an error among them shows here, and so does a number that two of them got. */
async function requireStored({ target }: RunningServer, acked: number): Promise<void> {
  const rest = new RestClient({ baseUrl: `http://127.0.0.1:${target.port}`, token: target.token });
  const { head } = await rest.history(target.channelId, { limit: 1 });
  if (head !== acked) throw new BenchError(`${acked} sends were answered, but ${head} messages are stored`);
}

const common = {
  ours: 'two nodes of the service',
  unit: 'acked sends/s',
  comparison: timesMore,
  pass: 2,
  aim: 8,
} as const;

/** What two nodes that write one channel get done, beside the usual way to numbers without a hole. */
export const mongoHotChannel: Bench = {
  ...common,
  name: 'mongo-hot-channel',
  summary: 'Durable sends/s of two nodes to one channel on MongoDB, against counter and insert in a transaction.',
  peer: 'two processes, a transaction a message',
  run: runBeside('transaction'),
};

/** Beside the quicker way, which leaves a hole where a process ends between its two requests. */
export const mongoHotCounter: Bench = {
  ...common,
  name: 'mongo-hot-counter',
  summary: 'The same against $inc of a counter and an insert, which may leave holes in the numbers.',
  peer: 'two processes, counter, then insert',
  run: runBeside('counter'),
};
