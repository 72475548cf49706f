import { type RedisServer, startRedis, startRedisCluster } from './redis.js';

/** Redis in one of its forms. */
export interface RedisUnderTest {
  readonly url: string;
  /** The server, or the cluster's masters. */
  readonly servers: readonly RedisServer[];
  /** Forgets all that is kept. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const flush = async (servers: readonly RedisServer[]): Promise<void> => {
  await Promise.all(servers.map(({ admin }) => admin.flushall()));
};

/** What works with Redis is tested with each of them: names for `describe.each`, and how to start it. */
export const redisForms: [string, () => Promise<RedisUnderTest>][] = [
  [
    'one Redis server',
    async () => {
      const server = await startRedis();
      return { url: server.url, servers: [server], flush: () => flush([server]), stop: () => server.stop() };
    },
  ],
  [
    'a Redis cluster',
    async () => {
      const cluster = await startRedisCluster();
      const { url, masters } = cluster;
      return { url, servers: masters, flush: () => flush(masters), stop: () => cluster.stop() };
    },
  ],
];
