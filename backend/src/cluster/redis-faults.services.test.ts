import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type BusStateEvent, events } from '../events.js';
import type { Peer } from '../testing/peer.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../testing/servers/mongod.js';
import { redisProgram, type RedisServer, startRedis } from '../testing/servers/redis.js';
import type { TestUser } from '../testing/start-service.js';
import { readerOn, restOn, sendMany, startServices, type TestServices } from './testing/services.js';

const program = findProgram('mongod');
const hasServers = program !== undefined && redisProgram() !== undefined;

/** Of each sender and part; there is a sender on either node. */
const MESSAGES = 100;

let mongod: TestMongod;
let redis: RedisServer;
let services: TestServices;
let ann: TestUser;
let channelId: string;
let readers: readonly Peer[];

beforeAll(async () => {
  if (hasServers) mongod = await startMongod(program);
}, 60_000);

afterAll(async () => {
  if (hasServers) await mongod.stop();
});

beforeEach(async () => {
  if (!hasServers) return;
  redis = await startRedis();
  services = await startServices(mongod, redis.url);
  const { one, two } = services;
  ann = await one.register('Ann');
  channelId = (await one.channel(ann)).id;
  readers = [await readerOn(one, ann, channelId), await readerOn(two, ann, channelId)];
});

afterEach(async () => {
  if (!hasServers) return;
  for (const reader of readers) reader.end();
  await services.stop();
  await redis.stop();
}, 30_000);

/** Resolves when both nodes have entered a state; they are of one process, and tell in the same place. */
const bothAre = (state: BusStateEvent['state']): Promise<void> =>
  new Promise((resolve) => {
    let count = 0;
    const stop = events.busState.subscribe((change) => {
      if (change.state !== state || ++count < 2) return;
      stop();
      resolve();
    });
  });

const load = (name: string): Promise<number[]> =>
  Promise.all([
    sendMany(services.one, ann, { channelId, count: MESSAGES, name: `${name}-one` }),
    sendMany(services.two, ann, { channelId, count: MESSAGES, name: `${name}-two` }),
  ]);

const upTo = (last: number, from: number): number[] => Array.from({ length: last - from + 1 }, (_, at) => from + at);

/** Every reader gets the next messages of both senders, each once and in order. */
const expectPart = async (part: number): Promise<void> => {
  const from = part * 2 * MESSAGES + 1;
  const count = 2 * MESSAGES;
  for (const reader of readers) expect(await reader.entries(count)).toEqual(upTo(from + count - 1, from));
};

(hasServers ? describe : describe.skip)('two nodes whose Redis', () => {
  it.each<[string, { break: () => void | Promise<void>; heal: () => void | Promise<void> }]>([
    ['dies and comes back empty', { break: () => redis.kill(), heal: () => redis.restart() }],
    [
      'falls silent and goes on',
      {
        break: () => {
          redis.pause();
        },
        heal: () => {
          redis.resume();
        },
      },
    ],
  ])(
    '%s refuse nothing and deliver everything meanwhile and after',
    async (_what, fault) => {
      expect(await load('before')).toEqual([0, 0]);
      await expectPart(0);
      const away = bothAre('away');
      const underWay = load('during');
      await fault.break();
      expect(await underWay).toEqual([0, 0]);
      await expectPart(1);
      await away;
      expect(await load('away')).toEqual([0, 0]);
      await expectPart(2);
      const whole = bothAre('complete');
      const healing = load('healing');
      await fault.heal();
      expect(await healing).toEqual([0, 0]);
      await whole;
      await expectPart(3);
      expect(await load('after')).toEqual([0, 0]);
      await expectPart(4);
      expect((await restOn(services.two, ann).history(channelId)).head).toBe(5 * 2 * MESSAGES);
    },
    60_000,
  );
});
