import { setTimeout as sleep } from 'node:timers/promises';
import { RestClient } from '@chatwatch/client';
import { BenchError } from '../errors.js';
import { type Bench, type Pair, type Plan, type Sample, timesMore } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { Flood } from '../lib/load/flood.js';
import { measureRate } from '../lib/load/rate.js';
import type { Target } from '../lib/load/sign-in.js';
import { readable } from '../lib/report/table.js';
import { startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';

interface Times {
  readonly warmUpMs: number;
  readonly measureMs: number;
}

const senders = { connections: 64, inFlight: 16 };

async function run(plan: Plan): Promise<Pair[]> {
  const times = plan.isQuick ? { warmUpMs: 500, measureMs: 1_000 } : { warmUpMs: 2_000, measureMs: 4_000 };
  const sides = {
    ours: () =>
      runOn(startService, async (server) => {
        const { sample, acked } = await measure(server, times);
        await requireStored(server.target, acked);
        return sample;
      }),
    peer: () =>
      runOn(
        () => startPeer('single-commit'),
        async (server) => (await measure(server, times)).sample,
      ),
  };
  return interleave(plan, sides, readable);
}

async function measure({ process, target }: RunningServer, times: Times): Promise<{ sample: Sample; acked: number }> {
  const flood = await Flood.start(target, senders);
  try {
    await sleep(times.warmUpMs);
    const sample = await measureRate(() => flood.acked, process, times.measureMs);
    await flood.end();
    return { sample, acked: flood.acked };
  } finally {
    flood.close();
  }
}

/** Answers are counted, not read: an error among them shows here. */
async function requireStored({ port, token, channelId }: Target, acked: number): Promise<void> {
  const rest = new RestClient({ baseUrl: `http://127.0.0.1:${port}`, token });
  const { head } = await rest.history(channelId, { limit: 1 });
  if (head !== acked) throw new BenchError(`${acked} sends were answered, but ${head} messages are stored`);
}

/** What committing messages in groups is worth. */
export const durableSends: Bench = {
  name: 'durable-sends',
  summary: 'Durable sends/s over 64 connections, commits in groups against one commit a message.',
  ours: 'the service, group commit',
  peer: 'ws and one commit a message',
  unit: 'acked sends/s',
  comparison: timesMore,
  pass: 10,
  aim: 20,
  run,
};
