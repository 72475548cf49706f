import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { RestClient } from '@chatwatch/client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { redisProgram, type RedisServer, startRedis } from '../testing/servers/redis.js';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { until } from '../testing/until.js';

/** What a request may take at the very most; a command to Redis is given half a second. */
const PATIENCE_MS = 3_000;
/** Requests of each kind that follow on the news that Redis is away. */
const REQUESTS_WITHOUT = 300;

type Kind = 'history' | 'ack' | 'sign-in';

/** How long requests took, ms, by kind and by what Redis was doing. */
const taken = new Map<string, number[]>();

let directory: string;
let redis: RedisServer;
let service: SpawnedService;
let phase: string;
let done: Record<Kind, number>;
let isOver: boolean;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-away-'));
  redis = await startRedis();
  // Limits that nobody reaches, so that Redis is asked and nothing is refused.
  const limits = { RATE_LIMITS: 'on', RATE_LIMIT_SENDS: '100000/1', RATE_LIMIT_SIGN_INS: '100000/1' };
  service = await spawnService({ DATA_DIR: directory, REDIS_URL: redis.url, ...limits });
  taken.clear();
  phase = 'with';
  done = { history: 0, ack: 0, 'sign-in': 0 };
  isOver = false;
});
afterEach(async () => {
  await service.end('SIGKILL');
  await redis.stop();
  await rm(directory, { recursive: true, force: true });
});

const repeat = async (kind: Kind, request: (index: number) => Promise<void>): Promise<void> => {
  while (!isOver) {
    const during = phase;
    const startedAt = performance.now();
    await request(done[kind]);
    const key = `${kind} ${during} Redis`;
    taken.set(key, [...(taken.get(key) ?? []), performance.now() - startedAt]);
    done[kind] += 1;
    // Not faster than one can: the machine is for the service as well.
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const more = (count: number): Promise<void> => {
  const [history, acks] = [done.history + count, done.ack + count];
  return until(() => done.history >= history && done.ack >= acks);
};
const answers = (): number => service.output.filter((line) => line.includes('"msg":"Redis answers"')).length;

const show = (): void => {
  for (const [key, times] of [...taken].sort()) {
    const sorted = times.sort((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    process.stderr.write(`${key}: ${sorted.length} in p50 ${at(0.5)}, p99 ${at(0.99)}, at most ${at(1)} ms\n`);
  }
};

(redisProgram() === undefined ? describe.skip : describe)('a service', () => {
  it.each<[string, (server: RedisServer) => unknown, (server: RedisServer) => unknown]>([
    [
      'falls silent',
      (server) => {
        server.pause();
      },
      (server) => {
        server.resume();
      },
    ],
    ['dies', (server) => server.kill(), (server) => server.restart()],
  ])(
    'answers every request while its Redis %s',
    async (_, stop, start) => {
      const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
      const { token } = await new RestClient({ baseUrl: service.url }).register(account);
      const { id } = await new RestClient({ baseUrl: service.url, token }).createChannel({ name: 'a', type: 'public' });
      const peer = await Peer.ready(service.url, token);
      const fetched = async (target: string, init: RequestInit, wanted: number): Promise<void> => {
        const response = await fetch(`${service.url}${target}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
        await response.arrayBuffer();
        if (response.status !== wanted) throw new Error(`${target} was answered with ${response.status}`);
      };
      const load = Promise.all([
        repeat('history', () =>
          fetched(`/api/channels/${id}/messages`, { headers: { authorization: `Bearer ${token}` } }, 200),
        ),
        repeat('ack', async (index) => {
          peer.send({ type: 'send', id: index, channelId: id, clientId: `c${index}`, content: 'text' });
          const { type } = await peer.nextFrame();
          if (type !== 'ack') throw new Error(`a send was answered with ${type}`);
        }),
        repeat('sign-in', async (index) => {
          const body = JSON.stringify({ email: `nobody${index}@chat.example`, password: 'wrong password' });
          await fetched(
            '/api/auth/login',
            { method: 'POST', headers: { 'content-type': 'application/json' }, body },
            401,
          );
        }),
      ]);
      const script = async (): Promise<void> => {
        await more(REQUESTS_WITHOUT);
        phase = 'without';
        await stop(redis);
        await service.logged('Redis does not answer');
        await more(REQUESTS_WITHOUT);
        await start(redis);
        await until(() => answers() === 2);
        phase = 'again with';
        await more(REQUESTS_WITHOUT);
        isOver = true;
      };
      await Promise.race([load, script()]);
      isOver = true;
      await load;
      peer.end();
      show();
      const kinds: Kind[] = ['history', 'ack', 'sign-in'];
      const phases = ['with', 'without', 'again with'];
      expect([...taken.keys()].sort()).toEqual(
        kinds.flatMap((kind) => phases.map((during) => `${kind} ${during} Redis`)).sort(),
      );
    },
    60_000,
  );
});
