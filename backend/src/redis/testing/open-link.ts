import { parseConfig } from '../../config.js';
import { createLog } from '../../log.js';
import { RedisLink } from '../link.js';

/** A link as the service makes it, with what it logs. */
export interface TestLink {
  readonly link: RedisLink;
  readonly log: readonly string[];
}

export const createLink = (url: string): TestLink => {
  const { redis, nodeId } = parseConfig({ REDIS_URL: url });
  if (!redis) throw new Error('there is no address');
  const log: string[] = [];
  const logger = createLog({ logLevel: 'info' }, { write: (line) => void log.push(line) });
  return { link: new RedisLink({ address: redis, nodeId, log: logger }), log };
};

/** Resolves once the link or the subscriber is in a state. */
export const untilState = (
  watched: { onChange(listener: (state: boolean) => void): () => void },
  now: () => boolean,
  wanted: boolean,
): Promise<void> =>
  new Promise((resolve) => {
    if (now() === wanted) {
      resolve();
      return;
    }
    const stop = watched.onChange((state) => {
      if (state !== wanted) return;
      stop();
      resolve();
    });
  });
