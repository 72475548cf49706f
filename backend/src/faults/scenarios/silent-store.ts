import { setTimeout } from 'node:timers/promises';
import { ChatApiError, RestClient } from '@chatwatch/client';
import { isSoak } from '../../hostile/soak.js';
import { quantile } from '../world/figures.js';
import { residentBytes } from '../world/memory.js';
import type { World } from '../world/world.js';

const SILENT_MS = isSoak ? 10_000 : 3_000;
const PROBE_MS = 50;
const SENDS = 320;
const CALLS = 20;

/** Makes the store answer nothing, and lets it go on. */
export interface Silence {
  begin(): void;
  end(): void;
}

interface SilenceFigures {
  readonly silentMs: number;
  readonly livezP50Ms: number;
  readonly livezP99Ms: number;
  /** Since the silence began; infinite when it never turned red. */
  readonly readyzRedAfterMs: number;
  readonly slowestRequestMs: number;
  /** Memory at the silence's end over that before it. */
  readonly memoryRatio: number;
  /** With which codes requests were refused. */
  readonly refusals: readonly string[];
  /** Times that the probe of liveness was not answered well. */
  readonly deadProbes: number;
}

/** Load before, during and after a silence of the store; every request that was refused is tried again after it. */
export const silentStore = async (world: World, silence: Silence): Promise<SilenceFigures> => {
  const { node } = world;
  await world.send(SENDS);
  const before = residentBytes(node.process.pid);
  silence.begin();
  const over = new AbortController();
  const probes = Promise.all(['/livez', '/readyz'].map((path) => probe(node.url + path, over.signal)));
  const sent = world.send(SENDS);
  const calls = Promise.all(Array.from({ length: CALLS }, (_, index) => callOnce(world, node.url, index)));
  await setTimeout(SILENT_MS);
  const memoryRatio = residentBytes(node.process.pid) / before;
  over.abort();
  silence.end();
  const [livez, readyz] = await probes;
  const requests = await calls;
  await sent;
  return {
    silentMs: SILENT_MS,
    livezP50Ms: quantile(livez?.tookMs ?? [], 0.5),
    livezP99Ms: quantile(livez?.tookMs ?? [], 0.99),
    deadProbes: livez?.notOk ?? 0,
    readyzRedAfterMs: readyz?.redAfterMs ?? Infinity,
    slowestRequestMs: Math.max(...requests.map(({ tookMs }) => tookMs)),
    memoryRatio,
    refusals: [...new Set(requests.flatMap(({ refusal }) => refusal ?? []))],
  };
};

interface Probed {
  readonly tookMs: readonly number[];
  readonly redAfterMs: number;
  readonly notOk: number;
}

/** Asks again and again until told to stop. */
const probe = async (url: string, signal: AbortSignal): Promise<Probed> => {
  const startedAt = performance.now();
  const tookMs: number[] = [];
  let redAfterMs = Infinity;
  let notOk = 0;
  while (!signal.aborted) {
    const askedAt = performance.now();
    const { status } = await fetch(url);
    tookMs.push(performance.now() - askedAt);
    if (status !== 200) {
      notOk += 1;
      redAfterMs = Math.min(redAfterMs, performance.now() - startedAt);
    }
    await setTimeout(PROBE_MS);
  }
  return { tookMs, redAfterMs, notOk };
};

/** One send over REST without a repetition, which is settled by repeating it. */
const callOnce = async (
  { account, channelId, ledger }: World,
  baseUrl: string,
  index: number,
): Promise<{ tookMs: number; refusal?: string }> => {
  const { id: author, token } = account;
  const clientId = `rest-${index}`;
  const content = `text of ${clientId}`;
  const send = (retries: number) =>
    new RestClient({ baseUrl, token, retries, timeoutMs: 60_000 }).sendMessage(channelId, { clientId, content });
  const startedAt = performance.now();
  const refusal = await send(0).then(
    () => undefined,
    (error: unknown) => (error instanceof ChatApiError ? error.code : String(error)),
  );
  const tookMs = performance.now() - startedAt;
  await ledger.send({ clientId, author, channelId, content }, () => send(30));
  return refusal === undefined ? { tookMs } : { tookMs, refusal };
};
