import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../testing/servers/mongod.js';
import { redisProgram, type RedisServer, startRedis } from '../../testing/servers/redis.js';
import { type Proxy, startToxiproxy, type Toxiproxy } from '../../testing/servers/toxiproxy.js';
import type { Deployment } from './world.js';

/** Nodes over MongoDB and Redis, each with its own way to either. */
interface ClusterDeployment extends Deployment {
  /** By the number of the node. */
  readonly mongoWays: readonly Proxy[];
  readonly redisWays: readonly Proxy[];
}

/** Real servers that nodes share: started once for a file of tests, a database a deployment. */
export interface ClusterServers {
  readonly mongod: TestMongod;
  readonly redis: RedisServer;
  readonly toxiproxy: Toxiproxy;
  deployment(options: { nodes: number }): Promise<ClusterDeployment>;
  stop(): Promise<void>;
}

/** Whether the programs are here; says so where one is missing, and in CI fails. */
export const hasClusterPrograms = (): boolean =>
  [findProgram('mongod'), redisProgram(), findProgram('toxiproxy-server')].every((program) => program !== undefined);

const SECRETS = { JWT_SECRET: 'a secret of at least thirty-two bytes', SERVICE_TOKEN: 'a-service-token' };

/** Starts MongoDB, Redis and toxiproxy; about three seconds. */
export const startClusterServers = async (): Promise<ClusterServers> => {
  const [mongod, redis, toxiproxy] = await Promise.all([
    startMongod(findProgram('mongod') ?? ''),
    startRedis(),
    startToxiproxy(findProgram('toxiproxy-server') ?? ''),
  ]);
  return {
    mongod,
    redis,
    toxiproxy,
    deployment: async ({ nodes }) => {
      const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-cluster-'));
      const proxies = (port: number): Promise<Proxy[]> =>
        Promise.all(Array.from({ length: nodes }, () => toxiproxy.proxy(port)));
      const mongoWays = await proxies(mongod.port);
      const redisWays = await proxies(redis.port);
      const database = new URL(mongod.databaseUrl()).pathname;
      const environments = mongoWays.map((way, index) => ({
        ...SECRETS,
        DATA_DIR: path.join(directory, String(index)),
        // The members of a replica set are known by their own addresses, past any proxy, unless one asks for it.
        MONGODB_URL: `mongodb://127.0.0.1:${way.port}${database}?directConnection=true`,
        REDIS_URL: `redis://127.0.0.1:${redisWays[index]?.port}`,
      }));
      const stop = (): Promise<void> => rm(directory, { recursive: true, force: true });
      return { environments, mongoWays, redisWays, stop };
    },
    stop: async () => {
      await Promise.all([mongod.stop(), redis.stop(), toxiproxy.stop()]);
    },
  };
};
