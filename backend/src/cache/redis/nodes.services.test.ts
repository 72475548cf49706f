import { Buffer } from 'node:buffer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RedisLink } from '../../redis/index.js';
import { untilState } from '../../redis/testing/open-link.js';
import { redisProgram } from '../../testing/servers/redis.js';
import { redisForms, type RedisUnderTest } from '../../testing/servers/redis-forms.js';
import { Cache } from '../cache.js';
import type { CachePolicy } from '../policy.js';
import type { RedisLevel2 } from './redis-level2.js';
import { until } from '../../testing/until.js';
import { openLevel2 } from './testing/level2-node.js';

const NODES = 3;
const KEYS = Array.from({ length: 40 }, (_, index) => `key ${index}`);

const policy: CachePolicy<string> = {
  group: 'authors',
  ttlMs: 60_000,
  tags: (value) => [`of ${value}`],
  sizeBytes: (value) => value.length,
  codec: { encode: (value) => Buffer.from(value), decode: (bytes) => bytes.toString() },
};

interface Node {
  readonly cache: Cache;
  readonly level2: RedisLevel2;
  readonly link: RedisLink;
  /** How often each key was loaded here. */
  readonly loads: Map<string, number>;
  ask(key: string): Promise<string | undefined>;
}

/** What the source holds. */
let version: string;

const openNode = async (url: string): Promise<Node> => {
  const { link, level2 } = await openLevel2(url);
  const cache = new Cache({ maxBytes: 1_000_000, level2 });
  const loads = new Map<string, number>();
  const load = (key: string): Promise<string> => {
    loads.set(key, (loads.get(key) ?? 0) + 1);
    const read = version;
    return new Promise((resolve) => setImmediate(resolve, read));
  };
  return { cache, level2, link, loads, ask: async (key) => cache.getOrLoad(key, policy, load) };
};

(redisProgram() === undefined ? describe.skip : describe).each(redisForms)('caches over %s', (_, start) => {
  let redis: RedisUnderTest;
  let nodes: Node[];
  beforeAll(async () => {
    redis = await start();
  });
  beforeEach(async () => {
    version = 'first';
    await redis.flush();
    nodes = await Promise.all(Array.from({ length: NODES }, () => openNode(redis.url)));
  });
  afterEach(() => {
    for (const { link } of nodes) link.close();
  });
  afterAll(() => redis.stop());

  const node = (index: number): Node => {
    const found = nodes[index];
    if (!found) throw new Error('there is no such node');
    return found;
  };
  const loadsOf = (key: string): number => nodes.reduce((sum, { loads }) => sum + (loads.get(key) ?? 0), 0);
  /** Many callers of every key on every node, all at once. */
  const storm = (): Promise<(string | undefined)[]> =>
    Promise.all(nodes.flatMap((each) => KEYS.flatMap((key) => Array.from({ length: 10 }, () => each.ask(key)))));

  it('load a key once over all nodes, however many ask', async () => {
    expect(new Set(await storm())).toEqual(new Set(['first']));
    expect(KEYS.map(loadsOf)).toEqual(KEYS.map(() => 1));
  });

  it('load a key once a node at most while Redis is flushed under them', async () => {
    const flushes = Array.from({ length: 5 }, () => redis.flush());
    await storm();
    await Promise.all(flushes);
    await redis.flush();
    await storm();
    const most = Math.max(...nodes.flatMap(({ loads }) => [...loads.values()]));
    expect(most).toBe(1);
  });

  it('load a key once a node while Redis is silent', async () => {
    for (const server of redis.servers) server.pause();
    try {
      expect(new Set(await storm())).toEqual(new Set(['first']));
    } finally {
      for (const server of redis.servers) server.resume();
    }
    expect(nodes.flatMap(({ loads }) => [...loads.values()])).toEqual(nodes.flatMap(() => KEYS.map(() => 1)));
  });

  it('go on after the death of a node that was about to load', async () => {
    const { turn } = await node(0).level2.get('authors:a');
    node(0).link.close();
    expect(turn).toBeDefined();
    expect(await node(1).ask('a')).toBe('first');
  });

  it.each<[string, (cache: Cache) => Promise<void>]>([
    ['its key', (cache) => cache.dropKeys('authors', 'a')],
    ['its tag', (cache) => cache.dropTags('of first')],
    ['a pattern', (cache) => cache.dropPattern('authors', 'a*')],
  ])('drop a value by %s from the memory of all nodes', async (_name, drop) => {
    await Promise.all(nodes.map((each) => each.ask('a')));
    version = 'second';
    await drop(node(0).cache);
    await Promise.all(nodes.map((each) => until(() => each.cache.peek('a', policy) === undefined)));
    expect(await Promise.all(nodes.map((each) => each.ask('a')))).toEqual(nodes.map(() => 'second'));
  });

  it('drop later what was dropped while Redis was silent', async () => {
    await Promise.all(nodes.map((each) => each.ask('a')));
    for (const server of redis.servers) server.pause();
    try {
      version = 'second';
      await node(0).cache.dropKeys('authors', 'a');
      await untilState(node(0).link, () => node(0).link.isUp, false);
    } finally {
      for (const server of redis.servers) server.resume();
    }
    await Promise.all(nodes.map((each) => until(() => each.cache.peek('a', policy) === undefined)));
    await until(
      async () =>
        (
          await node(1)
            .level2.get('authors:a')
            .catch(() => undefined)
        )?.found === undefined,
    );
    expect(await node(1).ask('a')).toBe('second');
  }, 20_000);

  it('leave nothing in Redis that stays for ever', async () => {
    await storm();
    await node(0).cache.dropTags('of first');
    await node(1).ask('key 0');
    const found = await Promise.all(
      redis.servers.map(async ({ admin }) => {
        const keys = await admin.keys('*');
        return Promise.all(keys.map(async (key) => ({ key, ttlMs: await admin.pttl(key) })));
      }),
    );
    expect(found.flat().filter(({ key, ttlMs }) => ttlMs === -1 || !key.startsWith('chatwatch:cache:'))).toEqual([]);
  });
});
