import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Rooms } from '../realtime/rooms.js';
import type { RedisLink } from '../redis/index.js';
import { Bus } from './bus.js';
import { Cluster } from './cluster.js';
import { RedisTransport } from './redis/redis-transport.js';

interface BuildParts {
  /** Of the node in its present life. */
  readonly nodeId: string;
  readonly redis: RedisLink | undefined;
  readonly rooms: Rooms;
  readonly log: Logger;
}

/** What this node has to do with others on its store; undefined where the store is of one process. */
export const buildCluster = (config: Config, { nodeId, redis, rooms, log }: BuildParts): Cluster | undefined => {
  if (config.mongodbUrl === undefined) return undefined;
  const { redis: address } = config;
  if (!redis || !address) {
    log.warn({ nodeId }, 'without REDIS_URL the store is asked twice a second for what other nodes write');
    return new Cluster({ rooms, bus: undefined });
  }
  const transport = new RedisTransport({ link: redis, address, name: `chatwatch-${config.nodeId}-bus` });
  const bus = new Bus({ transport, nodeId });
  bus.onState((state) => {
    const level = state === 'complete' ? 'info' : 'warn';
    log[level]({ state, nodes: bus.nodes }, 'what is heard of other nodes has changed');
  });
  return new Cluster({ rooms, bus });
};
