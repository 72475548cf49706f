import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../config.js';
import type { RedisLink } from '../../redis/index.js';
import { createLink } from '../../redis/testing/open-link.js';
import { redisProgram, startRedis, startRedisCluster } from '../../testing/servers/redis.js';
import { Bus } from '../bus.js';
import { reached } from '../testing/reached.js';
import { describeTransport } from '../contract/transport.js';
import { RedisTransport } from './redis-transport.js';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const hasRedis = redisProgram() !== undefined;

const transportTo = (url: string, link: RedisLink): RedisTransport => {
  const { redis: address } = parseConfig({ REDIS_URL: url });
  if (!address) throw new Error('there is no address');
  return new RedisTransport({ link, address, name: 'test' });
};

(hasRedis ? describe : describe.skip).each<[string, () => Promise<Server>]>([
  ['a Redis server', startRedis],
  ['a Redis cluster', startRedisCluster],
])('over %s', (_what, start) => {
  let server: Server;
  let link: RedisLink;

  beforeAll(async () => {
    server = await start();
    ({ link } = createLink(server.url));
    await link.start();
  });

  afterAll(async () => {
    link.close();
    await server.stop();
  });

  describeTransport(() => transportTo(server.url, link));
});

(hasRedis ? describe : describe.skip)('the bus over a cluster', () => {
  it('is away while one server of it is silent or gone, and whole again after', async () => {
    const cluster = await startRedisCluster();
    const { link } = createLink(cluster.url);
    await link.start();
    const bus = new Bus({ transport: transportTo(cluster.url, link), nodeId: 'one' });
    bus.start();
    await reached(bus, 'complete');
    const [first, second] = cluster.masters;
    first?.pause();
    await reached(bus, 'away');
    first?.resume();
    await reached(bus, 'complete');
    await second?.kill();
    await reached(bus, 'away');
    expect(bus.state).toBe('away');
    await bus.close();
    link.close();
    await cluster.stop();
  });
});
