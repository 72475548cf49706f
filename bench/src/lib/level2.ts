import { Buffer } from 'node:buffer';
import { register } from 'node:module';
import { BentoCache, bentostore } from 'bentocache';
import { Redis } from 'ioredis';
import { BenchError } from '../errors.js';
import { serviceBuild } from './service-build.js';

/** A value of about the size of an author. */
export interface Shared {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl: string;
}

/** Answers from Redis, or loads and shares. */
export type Ask = (key: string, load: (key: string) => Promise<Shared>) => Promise<Shared>;

interface Level2Cache {
  readonly ask: Ask;
  close(): Promise<void>;
}

/** How the service keeps authors; level 1 is too small for any value, so that each is looked up in Redis. */
const policy = {
  group: 'authors',
  ttlMs: 600_000,
  sizeBytes: () => 1_000,
  codec: {
    encode: (value: Shared) => Buffer.from(JSON.stringify(value)),
    decode: (bytes: Buffer) => JSON.parse(bytes.toString()) as Shared,
  },
};

interface Built {
  readonly startRedis: () => Promise<{ readonly url: string; readonly port: number; stop(): Promise<void> }>;
  readonly redisProgram: () => string | undefined;
  readonly readRedisUrl: (url: string) => unknown;
  readonly RedisLink: new (options: object) => { start(): Promise<void>; close(): void };
  readonly RedisLevel2: new (link: object) => object;
  readonly Cache: new (options: object) => { getOrLoad(key: string, policy: object, load: unknown): Promise<Shared> };
}

// Modules of the service's build, which export these.
const service = async (): Promise<Built> =>
  (await serviceBuild('cache/index.js', 'redis/index.js', 'testing/servers/redis.js')) as Built;

/** A Redis server of the bench's own. */
export async function startBenchRedis(): ReturnType<Built['startRedis']> {
  const { redisProgram, startRedis } = await service();
  if (redisProgram() === undefined) throw new BenchError('redis-server is missing');
  return startRedis();
}

/** The service's cache over Redis. */
export async function serviceLevel2(url: string): Promise<Level2Cache> {
  const { Cache, RedisLevel2, RedisLink, readRedisUrl } = await service();
  const log = { info: () => undefined, error: () => undefined };
  const link = new RedisLink({ address: readRedisUrl(url), nodeId: 'bench', log });
  await link.start();
  const cache = new Cache({ maxBytes: 0, level2: new RedisLevel2(link) });
  return {
    ask: async (key, load) => cache.getOrLoad(key, policy, load),
    close: () => {
      link.close();
      return Promise.resolve();
    },
  };
}

/** bentocache over Redis alone. It asks for ioredis 5, which nothing here has: it gets the version that ours has. */
export async function bentoLevel2(port: number): Promise<Level2Cache> {
  register(new URL('./give-ioredis.js', import.meta.url), { data: import.meta.url });
  const { redisDriver } = await import('bentocache/drivers/redis');
  const connection = new Redis({ port });
  const store = bentostore().useL2Layer(redisDriver({ connection: connection, prefix: 'bento' }));
  const bento = new BentoCache({ default: 'redis', stores: { redis: store } });
  return {
    ask: (key, load) => bento.getOrSet({ key, ttl: '10m', factory: () => load(key) }),
    close: () => bento.disconnectAll(),
  };
}
