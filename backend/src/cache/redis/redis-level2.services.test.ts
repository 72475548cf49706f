import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import type { RedisLink } from '../../redis/index.js';
import { redisProgram } from '../../testing/servers/redis.js';
import { redisForms, type RedisUnderTest } from '../../testing/servers/redis-forms.js';
import { describeLevel2Contract } from '../contract/level2.js';
import type { RedisLevel2 } from './redis-level2.js';
import { until } from '../../testing/until.js';
import { openLevel2 } from './testing/level2-node.js';

(redisProgram() === undefined ? describe.skip : describe).each(redisForms)('%s', (name, start) => {
  let redis: RedisUnderTest;
  const links: RedisLink[] = [];
  beforeAll(async () => {
    redis = await start();
  });
  afterEach(() => {
    for (const link of links.splice(0)) link.close();
  });
  afterAll(() => redis.stop());

  const node = async (): Promise<RedisLevel2> => {
    const { link, level2 } = await openLevel2(redis.url);
    links.push(link);
    return level2;
  };

  describeLevel2Contract(name, async () => {
    await redis.flush();
    const [one, other] = await Promise.all([node(), node()]);
    // Redis's clock is another one than that of timers, by a millisecond or two.
    return { node: one, other, pass: (ms) => wait(ms + 20), until };
  });
});
