import { setTimeout as sleep } from 'node:timers/promises';
import { RestClient } from '@chatwatch/client';
import { BenchError } from '../errors.js';
import { type Bench, type Pair, type Plan, type Sample, timesMore } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { Flood } from '../lib/load/flood.js';
import { measureRate } from '../lib/load/rate.js';
import type { Target } from '../lib/load/sign-in.js';
import { readable } from '../lib/report/table.js';
import type { Mongod } from '../lib/server/mongod.js';
import { startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { runOnMongod } from '../lib/server/run-on-mongod.js';
import { startMongoService } from '../lib/server/service.js';

const CHANNELS = 64;
const senders = { connections: 64, inFlight: 16 };

const run = (plan: Plan): Promise<Pair[]> => runOnMongod((mongod) => compare(mongod, plan));

async function compare(mongod: Mongod, plan: Plan): Promise<Pair[]> {
  const ours = async (server: RunningServer): Promise<Sample> => {
    const channelIds = await createChannels(server.target);
    const { sample, acked } = await measure(server, channelIds, plan);
    await requireStored(server.target, channelIds, acked);
    return sample;
  };
  const peerChannels = Array.from({ length: CHANNELS }, (_, index) => `channel-${index}`);
  const sides = {
    ours: () => runOn(() => startMongoService(mongod.databaseUrl()), ours),
    peer: () =>
      runOn(
        () => startPeer('mongo-insert', mongod.databaseUrl(), 'insert'),
        async (server) => (await measure(server, peerChannels, plan)).sample,
      ),
  };
  return interleave(plan, sides, readable);
}

async function createChannels({ port, token }: Target): Promise<string[]> {
  const rest = new RestClient({ baseUrl: `http://127.0.0.1:${port}`, token });
  const channels = Array.from({ length: CHANNELS }, (_, index) =>
    rest.createChannel({ name: `bench ${index}`, type: 'public' }),
  );
  return (await Promise.all(channels)).map(({ id }) => id);
}

async function measure(
  { process, target }: RunningServer,
  channelIds: readonly string[],
  { isQuick }: Plan,
): Promise<{ sample: Sample; acked: number }> {
  const flood = await Flood.start(target, { ...senders, channelIds });
  try {
    await sleep(isQuick ? 500 : 2_000);
    const sample = await measureRate(() => flood.acked, process, isQuick ? 1_000 : 4_000);
    await flood.end();
    return { sample, acked: flood.acked };
  } finally {
    flood.close();
  }
}

/** Answers are counted, not read: an error among them shows here. */
async function requireStored({ port, token }: Target, channelIds: readonly string[], acked: number): Promise<void> {
  const rest = new RestClient({ baseUrl: `http://127.0.0.1:${port}`, token });
  const pages = await Promise.all(channelIds.map((id) => rest.history(id, { limit: 1 })));
  const stored = pages.reduce((sum, { head }) => sum + head, 0);
  if (stored !== acked) throw new BenchError(`${acked} sends were answered, but ${stored} messages are stored`);
}

/** What inserting together what waits together is worth. */
export const mongoSends: Bench = {
  name: 'mongo-sends',
  summary: 'Durable sends/s to 64 channels on MongoDB, against one insert a message without a number.',
  ours: 'the service, a batch a channel',
  peer: 'ws and one insertOne a message',
  unit: 'acked sends/s',
  comparison: timesMore,
  pass: 5,
  aim: 15,
  run,
};
