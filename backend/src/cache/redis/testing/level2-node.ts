import { createLink } from '../../../redis/testing/open-link.js';
import type { RedisLink } from '../../../redis/index.js';
import { until } from '../../../testing/until.js';
import { RedisLevel2 } from '../redis-level2.js';

/** Level 2 as one node has it, connected and hearing the others. */
export const openLevel2 = async (url: string): Promise<{ readonly link: RedisLink; readonly level2: RedisLevel2 }> => {
  const { link } = createLink(url);
  await link.start();
  const level2 = new RedisLevel2(link);
  await until(() => level2.isHearing);
  return { link, level2 };
};
