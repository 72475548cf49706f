import { setTimeout as sleep } from 'node:timers/promises';
import { newClientId } from '@chatwatch/client';
import type { Bench, Comparison, Pair, Plan, Sample } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { atRate } from '../lib/load/at-rate.js';
import type { RawSocket } from '../lib/load/raw-socket.js';
import { signIn, subscribe, type Target } from '../lib/load/sign-in.js';
import { readable } from '../lib/report/table.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';

/** Together 2 MB a second for each reader. */
const CONTENT_BYTES = 15_625;
const MESSAGES_PER_SECOND = 128;

const WARM_UP_MS = 3_000;
const SAMPLE_MS = 500;
/** How long one of them stays before the next comes, as a client would that is cut off and connects again. */
const STALL_MS = 5_000;
const MEBIBYTE = 1_048_576;

/** What the stopped reader adds. */
const added: Comparison = {
  label: 'ours - peer',
  of: (ours, peer) => ours - peer,
  format: (mebibytes) => `${mebibytes.toFixed(2)} MiB`,
  bound: 'at most',
};

async function run(plan: Plan): Promise<Pair[]> {
  const durationMs = plan.isQuick ? 8_000 : 60_000;
  const sides = {
    ours: () => runOn(startService, (server) => growth(server, durationMs, subscribe)),
    peer: () => runOn(startService, (server) => growth(server, durationMs, undefined)),
  };
  return interleave(plan, sides, readable);
}

/** The highest resident memory under load, above the one at its start, with one more reader that stops reading. */
async function growth(
  { process, target }: RunningServer,
  durationMs: number,
  connectStalling: ((target: Target) => Promise<RawSocket>) | undefined,
): Promise<Sample> {
  const reader = await subscribe(target);
  reader.count(0, () => undefined);
  const writer = await signIn(target);
  writer.count(0, () => undefined);
  const stopWriting = atRate(MESSAGES_PER_SECOND, () => {
    writer.send(nextSend(target.channelId));
  });
  let stalling: RawSocket | undefined;
  try {
    await sleep(WARM_UP_MS);
    const before = await process.usage({ isSettled: true });
    const until = performance.now() + durationMs;
    let nextStall = performance.now();
    let highestBytes = before.rssBytes;
    while (performance.now() < until) {
      if (connectStalling && performance.now() >= nextStall) {
        stalling?.close();
        stalling = await connectStalling(target);
        stalling.stopReading();
        nextStall += STALL_MS;
      }
      await sleep(SAMPLE_MS);
      highestBytes = Math.max(highestBytes, (await process.usage({ isSettled: false })).rssBytes);
    }
    const cutOff = await readersCutOff(target);
    return { value: (highestBytes - before.rssBytes) / MEBIBYTE, details: { 'readers cut off': cutOff } };
  } finally {
    stopWriting();
    for (const socket of [stalling, reader, writer]) socket?.close();
  }
}

async function readersCutOff({ port }: Target): Promise<number> {
  const exposition = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^chat_slow_consumers_total\{action="closed"\} (\d+)$/m.exec(exposition)?.[1] ?? 0);
}

const content = 'x'.repeat(CONTENT_BYTES);
let sent = 0;

const nextSend = (channelId: string): string =>
  JSON.stringify({ type: 'send', id: ++sent, channelId, clientId: newClientId(), content });

/** What a reader costs that takes nothing. */
export const slowReader: Bench = {
  name: 'slow-reader',
  summary:
    'Growth of resident memory under 2 MB/s for a minute with a reader that stops reading, less the one without.',
  ours: 'with the stopped reader',
  peer: 'without it',
  unit: 'MiB of RSS',
  comparison: added,
  pass: 8,
  aim: 2,
  runs: 3,
  run,
};
