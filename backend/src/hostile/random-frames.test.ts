import { RestClient } from '@chatwatch/client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { metricOf } from './metrics.js';
import { type Random, withRandom } from './seeded-random.js';
import { closeFrame, rawFrame } from './raw-frame.js';
import { RawWebSocket } from './raw-websocket.js';
import { isSoak } from './soak.js';

const FRAMES = isSoak ? 100_000 : 2_000;
const FRAMES_A_CONNECTION = 10;
const TIMEOUT_MS = isSoak ? 1_800_000 : 120_000;
/** What the heap and the allocator may still grow by once all code has run; leaks of a KiB a connection are more. */
const GROWTH_BYTES = 24 * 2 ** 20;

let directory: string;
let service: SpawnedService;
let token: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-hostile-'));
  service = await spawnService({ DATA_DIR: directory, METRICS_PUBLIC: 'on', HEARTBEAT_MS: '3600000' });
  const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
  ({ token } = await new RestClient({ baseUrl: service.url }).register(account));
});
afterAll(() => rm(directory, { recursive: true }));

const TEXTS = ['{"type":"ping","t":1}', '{}', '{"type":"typing","channelId":"x"}', '[', 'null', '{"type":"hello"}'];

const kinds: readonly ((random: Random) => Buffer)[] = [
  (random) => rawFrame({ payload: random.pick(TEXTS) }),
  (random) => random.bytes(1 + random.below(40)),
  (random) => rawFrame({ opcode: random.below(16), payload: random.bytes(random.below(150)) }),
  (random) => rawFrame({ reserved: random.below(8), isMasked: random.below(4) > 0, payload: random.pick(TEXTS) }),
  (random) =>
    rawFrame({ opcode: random.below(3), isFinal: random.below(2) > 0, payload: random.bytes(random.below(9)) }),
  (random) => rawFrame({ payload: random.bytes(random.below(random.pick([10, 1_000, 70_000]))) }),
  (random) => rawFrame({ payload: random.pick(TEXTS) }).subarray(0, 1 + random.below(12)),
  (random) => rawFrame({ toldLength: BigInt(random.below(300_000)), payload: 'x' }),
  (random) => closeFrame(random.below(6_000), random.bytes(random.below(20))),
];

/** Faults of framing and of the protocol, and whatever valid code a generated close frame may have carried. */
const isDocumented = (code: number): boolean =>
  (code >= 1000 && code <= 1003) || (code >= 1005 && code <= 1014) || (code >= 3000 && code <= 4999);

const abuse = async (random: Random): Promise<number> => {
  const isSignedIn = random.below(2) > 0;
  const socket = isSignedIn ? await RawWebSocket.ready(service.url, token) : await RawWebSocket.open(service.url);
  for (let count = 0; count < FRAMES_A_CONNECTION; count++) socket.write(random.pick(kinds)(random));
  socket.end();
  return socket.closeCode();
};

const abuseMany = async (random: Random, frames: number): Promise<void> => {
  for (let sent = 0; sent < frames; sent += FRAMES_A_CONNECTION) {
    const code = await abuse(random);
    if (!isDocumented(code)) throw new Error(`closed with ${code}`);
  }
};

describe('frames at random', () => {
  it(
    'end no process, keep no memory and disturb nobody',
    () =>
      withRandom(async (random) => {
        const bystander = await RawWebSocket.ready(service.url, token);
        await abuseMany(random, FRAMES / 2);
        const halfway = await metricOf(service.url, 'process_resident_memory_bytes');
        await abuseMany(random, FRAMES / 2);
        const growth = (await metricOf(service.url, 'process_resident_memory_bytes')) - halfway;
        process.stdout.write(`${FRAMES} frames, memory grew by ${Math.round(growth / 1024)} KiB in the second half\n`);
        expect(growth).toBeLessThan(GROWTH_BYTES);
        // The server sees the last ends a moment after they were sent; a connection that stays fails by the timeout.
        while ((await metricOf(service.url, 'websocket_connections')) > 1);
        bystander.sendJson({ type: 'ping', t: 1 });
        expect((await bystander.next())?.payload.toString()).toContain('"pong"');
        bystander.destroy();
        expect(await service.end('SIGINT')).toBe(0);
      }),
    TIMEOUT_MS,
  );
});
