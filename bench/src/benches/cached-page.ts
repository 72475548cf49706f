import { Buffer } from 'node:buffer';
import { newClientId, RestClient } from '@chatwatch/client';
import { type Bench, type Pair, type Plan, timesLess } from '../lib/bench.js';
import { compareCpuPerRequest } from '../lib/load/cpu-per-request.js';
import type { Question } from '../lib/load/http-load.js';
import { type PeerName, startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';

const MESSAGES = 50;

async function run(plan: Plan, peerName: PeerName): Promise<Pair[]> {
  const requests = plan.isQuick ? 2_000 : 10_000;
  // What compresses each answer is some twenty times slower; measured for as long, not for as many.
  const load = {
    warmUps: 2,
    requests: { ours: requests, peer: peerName === 'express-page' ? requests / 10 : requests },
  };
  return runOn(startService, async (ours) => {
    await fill(ours);
    const question = questionOf(ours);
    return runOn(
      async () => startPeer(peerName, await pageOf(ours, question)),
      (peer) => compareCpuPerRequest(plan, { ours, peer }, { ...load, question }),
    );
  });
}

/** Messages that differ, as a compressor would make nothing of one that repeats itself. */
async function fill({ target: { port, token, channelId } }: RunningServer): Promise<void> {
  const rest = new RestClient({ baseUrl: `http://127.0.0.1:${port}`, token });
  for (let index = 0; index < MESSAGES; index++) {
    const words = Array.from({ length: 16 }, (_, at) => ((index * 7_919 + at * 104_729) % 65_536).toString(36));
    await rest.sendMessage(channelId, { clientId: newClientId(), content: words.join(' ') });
  }
}

function questionOf({ target: { token, channelId } }: RunningServer): Question {
  const path = `/api/channels/${channelId}/messages`;
  return { path, headers: { Authorization: `Bearer ${token}`, 'Accept-Encoding': 'br' } };
}

async function pageOf({ target }: RunningServer, { path, headers }: Question): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${target.port}${path}`, { headers });
  return Buffer.from(await response.arrayBuffer()).toString('base64');
}

const both = {
  ours: 'the service, all of its middleware',
  unit: 'CPU us/request',
  comparison: timesLess,
};

/** What is left of Node's own speed once rights, limits, headers and metrics are done. */
export const cachedPage: Bench = {
  ...both,
  name: 'cached-page',
  summary: 'A page of 50 messages from the cache, in br, beside bare node:http with the same bytes.',
  peer: 'node:http, the same bytes',
  pass: 0.28,
  aim: 0.5,
  run: (plan) => run(plan, 'bare-page'),
};

/** What keeping the compressed bytes is worth. */
export const cachedPageApp: Bench = {
  ...both,
  name: 'cached-page-app',
  summary: 'The same page beside an Express app that answers it with res.json and compression.',
  peer: 'Express, res.json and compression',
  pass: 12,
  aim: 25,
  run: (plan) => run(plan, 'express-page'),
};
