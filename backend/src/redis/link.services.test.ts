import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { events } from '../events.js';
import {
  type RedisCluster,
  redisProgram,
  type RedisServer,
  startRedis,
  startRedisCluster,
} from '../testing/servers/redis.js';
import { RedisAway } from './errors.js';
import type { RedisLink } from './link.js';
import { createLink, untilState } from './testing/open-link.js';

const hasRedis = redisProgram() !== undefined;
const opened: RedisLink[] = [];
const open = (url: string): ReturnType<typeof createLink> => {
  const created = createLink(url);
  opened.push(created.link);
  return created;
};
afterEach(() => {
  for (const link of opened.splice(0)) link.close();
});

const until = (link: RedisLink, isUp: boolean): Promise<void> => untilState(link, () => link.isUp, isUp);
const ask = (link: RedisLink): Promise<unknown> => link.run('cache', (redis) => redis.get('a'));
/** What every test of these waits for at most, so that "within five seconds" is what they prove. */
const NOTICED_MS = 5_000;

(hasRedis ? describe : describe.skip)('a link to one server', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis({ password: 'p@ss,word' });
  });
  afterAll(() => server.stop());

  it('is up after the start and runs commands', async () => {
    const { link, log } = open(server.url);
    await link.start();
    expect(link.isUp).toBe(true);
    await link.run('cache', (redis) => redis.set('a', 'b'));
    expect(await ask(link)).toBe('b');
    expect(log.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['Redis answers']);
  });

  it(
    'notices a server that is silent, fails at once meanwhile, and goes on when it answers again',
    async () => {
      const { link, log } = open(server.url);
      await link.start();
      const failures: string[] = [];
      const stop = events.redisFailure.subscribe(({ use, reason }) => failures.push(`${use} ${reason}`));
      server.pause();
      try {
        await expect(ask(link)).rejects.toThrow('Command timed out');
        await until(link, false);
        await expect(ask(link)).rejects.toThrow(RedisAway);
      } finally {
        server.resume();
        stop();
      }
      await until(link, true);
      await ask(link);
      expect(failures).toEqual(['cache failed', 'cache away']);
      expect(log.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
        'Redis answers',
        'Redis does not answer',
        'Redis answers',
      ]);
    },
    2 * NOTICED_MS,
  );

  it(
    'fails what is under way when the server dies, without sending it again, and goes on after its restart',
    async () => {
      const { link } = open(server.url);
      await link.start();
      const underWay = link.run('limits', (redis) => redis.blpop('nothing', 0)).catch((error: unknown) => error);
      await server.kill();
      expect(await underWay).toBeInstanceOf(Error);
      await until(link, false);
      await server.restart();
      await until(link, true);
      expect(await ask(link)).toBeNull();
    },
    2 * NOTICED_MS,
  );

  it('starts without a server, tells of it once, and is up when there is one', async () => {
    await server.kill();
    const { link, log } = open(server.url);
    const states: boolean[] = [];
    const stop = events.redisState.subscribe(({ isUp }) => states.push(isUp));
    await link.start();
    expect(link.isUp).toBe(false);
    await server.restart();
    await until(link, true);
    stop();
    expect(states).toEqual([false, true]);
    const said = log.map((line) => JSON.parse(line) as { msg: string; level: string });
    expect(said.map(({ level, msg }) => `${level}: ${msg}`)).toEqual([
      'error: Redis does not answer',
      'info: Redis answers',
    ]);
  });

  it('with a wrong password says so, without the password', async () => {
    const { link, log } = open(`redis://:wr0ng@127.0.0.1:${server.port}`);
    await link.start();
    expect(link.isUp).toBe(false);
    expect(log.join()).toContain('WRONGPASS');
    expect(log.join()).not.toContain('wr0ng');
  });

  describe('hears what is published', () => {
    it('until it ends, again after a cut, and says when it does', async () => {
      const { link } = open(server.url);
      await link.start();
      const subscriber = link.subscriber();
      const live = (isLive: boolean): Promise<void> => untilState(subscriber, () => subscriber.isLive, isLive);
      const heard: string[] = [];
      let arrived: () => void = () => undefined;
      subscriber.onMessage((channel, message) => {
        heard.push(`${channel} ${message.toString()}`);
        arrived();
      });
      const publish = async (channel: string, message: string): Promise<void> => {
        const arrival = new Promise<void>((resolve) => (arrived = resolve));
        await link.run('bus', (redis) => redis.publish(channel, message));
        await arrival;
      };
      await subscriber.subscribe('early');
      await live(true);
      await subscriber.subscribe('late', 'other');
      await publish('early', '1');
      await publish('late', '2');
      await server.kill();
      await live(false);
      await server.restart();
      await Promise.all([live(true), until(link, true)]);
      await publish('other', '3');
      await publish('early', '4');
      await subscriber.unsubscribe('other');
      await link.run('bus', (redis) => redis.publish('other', 'unheard'));
      await publish('late', '5');
      expect(heard).toEqual(['early 1', 'late 2', 'other 3', 'early 4', 'late 5']);
    });

    it('and notices when the server falls silent', async () => {
      const { link } = open(server.url);
      await link.start();
      const subscriber = link.subscriber();
      const live = (isLive: boolean): Promise<void> => untilState(subscriber, () => subscriber.isLive, isLive);
      await live(true);
      server.pause();
      try {
        await live(false);
      } finally {
        server.resume();
      }
      await live(true);
      expect(subscriber.isLive).toBe(true);
    }, 10_000);
  });
});

(hasRedis ? describe : describe.skip)('a link to a cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  });
  afterAll(() => cluster.stop());

  it('finds the master of every key, and hears what comes through any of them', async () => {
    const { link } = open(cluster.url);
    await link.start();
    const keys = Array.from({ length: 50 }, (_, index) => `key ${index}`);
    await Promise.all(keys.map((key) => link.run('cache', (redis) => redis.set(key, key))));
    const found = await Promise.all(keys.map((key) => link.run('cache', (redis) => redis.get(key))));
    expect(found).toEqual(keys);
    const subscriber = link.subscriber();
    const heard: string[] = [];
    const all = new Promise<void>((resolve) => {
      subscriber.onMessage((_, message) => {
        if (heard.push(message.toString()) === cluster.masters.length) resolve();
      });
    });
    await subscriber.subscribe('news');
    await untilState(subscriber, () => subscriber.isLive, true);
    for (const { admin, port } of cluster.masters) await admin.publish('news', String(port));
    await all;
    expect(heard.sort()).toEqual(cluster.masters.map(({ port }) => String(port)).sort());
  });

  it('is up only when every key is served, also after the death of a master', async () => {
    const { link } = open(cluster.url);
    await link.start();
    const [dying] = cluster.masters;
    await dying?.kill();
    await until(link, false);
    await dying?.restart();
    await until(link, true);
    const keys = Array.from({ length: 50 }, (_, index) => `key ${index}`);
    const set = await Promise.all(keys.map((key) => link.run('cache', (redis) => redis.set(key, key))));
    expect(set).toEqual(keys.map(() => 'OK'));
  }, 20_000);

  it('is down while one of its masters is silent', async () => {
    const { link } = open(cluster.url);
    await link.start();
    expect(link.isUp).toBe(true);
    const [, silent] = cluster.masters;
    silent?.pause();
    try {
      await until(link, false);
    } finally {
      silent?.resume();
    }
    await until(link, true);
  }, 15_000);
});
