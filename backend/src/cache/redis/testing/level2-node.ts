import { setTimeout as wait } from 'node:timers/promises';
import { createLink } from '../../../redis/testing/open-link.js';
import type { RedisLink } from '../../../redis/index.js';
import { RedisLevel2 } from '../redis-level2.js';

/** Once a condition holds that nothing tells of. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await wait(5);
};

/** Level 2 as one node has it, connected and hearing the others. */
export const openLevel2 = async (url: string): Promise<{ readonly link: RedisLink; readonly level2: RedisLevel2 }> => {
  const { link } = createLink(url);
  await link.start();
  const level2 = new RedisLevel2(link);
  await until(() => level2.isHearing);
  return { link, level2 };
};
