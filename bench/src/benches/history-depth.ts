import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HistoryPage } from '@chatwatch/client';
import { BenchError } from '../errors.js';
import { type Bench, type Pair, type Plan, timesCost } from '../lib/bench.js';
import { Flood } from '../lib/load/flood.js';
import type { Target } from '../lib/load/sign-in.js';
import { readable } from '../lib/report/table.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';
import { median } from '../lib/statistics.js';

interface Sizes {
  readonly depth: number;
  /** Requests of each kind in a pair. */
  readonly requests: number;
}

const LIMIT = 50;
const SEED_MS = 300_000;
const WARM_UP_REQUESTS = 500;

async function run(plan: Plan): Promise<Pair[]> {
  return runOn(startService, (server) => compareDepths(server, plan));
}

/** Fills the server's channel, and asks it for pages far back and near in turns. */
export async function compareDepths(server: RunningServer, plan: Plan): Promise<Pair[]> {
  const sizes = plan.isQuick ? { depth: 5_000, requests: 100 } : { depth: 100_000, requests: 500 };
  return compare(server, sizes, plan);
}

async function compare({ target }: RunningServer, { depth, requests }: Sizes, plan: Plan): Promise<Pair[]> {
  const pages = new Pages(target);
  const asked = WARM_UP_REQUESTS + plan.runs * requests;
  const head = depth + asked + LIMIT;
  plan.note(`storing ${head} messages`);
  await store(target, head);
  try {
    // No number comes twice, so that no page is answered from a cache.
    let offset = 0;
    const pair = async (count: number): Promise<Pair> => {
      const firstMs: number[] = [];
      const deepMs: number[] = [];
      for (const end = offset + count; offset < end; offset++) {
        const isFirstNext = offset % 2 === 0;
        if (isFirstNext) firstMs.push(await pages.timeMs(head + 1 - offset));
        deepMs.push(await pages.timeMs(head + 1 - depth - offset));
        if (!isFirstNext) firstMs.push(await pages.timeMs(head + 1 - offset));
      }
      return { ours: { value: median(deepMs) }, peer: { value: median(firstMs) } };
    };
    await pair(WARM_UP_REQUESTS);
    const pairs: Pair[] = [];
    for (let index = 0; index < plan.runs; index++) {
      const next = await pair(requests);
      plan.note(
        `pair ${index + 1} of ${plan.runs}: deep ${readable(next.ours.value)} ms, first ${readable(next.peer.value)} ms`,
      );
      pairs.push(next);
    }
    return pairs;
  } finally {
    pages.close();
  }
}

async function store(target: Target, total: number): Promise<void> {
  const flood = await Flood.start(target, { connections: 64, inFlight: 16, total });
  try {
    await flood.drained(SEED_MS);
  } finally {
    flood.close();
  }
}

/** Asks for pages one after the other over one connection. */
class Pages {
  readonly #target: Target;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(target: Target) {
    this.#target = target;
  }

  /** Milliseconds until the page before `before` was read. */
  async timeMs(before: number): Promise<number> {
    const startedAt = performance.now();
    const body = await this.#read(before);
    const elapsedMs = performance.now() - startedAt;
    // The service's own answer, of the shape that its contract says.
    const { messages } = JSON.parse(body) as HistoryPage;
    if (messages.length !== LIMIT || messages[0]?.seq !== before - 1) {
      throw new BenchError(`the page before ${before} has ${messages.length} messages: ${body.slice(0, 200)}`);
    }
    return elapsedMs;
  }

  close(): void {
    this.#agent.destroy();
  }

  #read(before: number): Promise<string> {
    const { port, token, channelId } = this.#target;
    const url = `http://127.0.0.1:${port}/api/channels/${channelId}/messages?before=${before}&limit=${LIMIT}`;
    const headers = { authorization: `Bearer ${token}` };
    return new Promise((resolve, reject) => {
      get(url, { agent: this.#agent, headers }, (response) => {
        text(response).then(resolve, reject);
      }).on('error', reject);
    });
  }
}

/** What a page costs that lies far back. */
export const historyDepth: Bench = {
  name: 'history-depth',
  summary: 'A page of history 100,000 messages back, beside the first page of the same channel, over REST.',
  ours: 'the page at depth 100,000',
  peer: 'the first page',
  unit: 'median ms',
  comparison: timesCost,
  pass: 1.7,
  aim: 1.2,
  run,
};
