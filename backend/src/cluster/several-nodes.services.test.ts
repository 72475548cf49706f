import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Channel, ChatClient } from '@chatwatch/client';
import { WebSocket } from 'ws';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { Peer } from '../testing/peer.js';
import { startMongod, type TestMongod } from '../testing/servers/mongod.js';
import { redisProgram, startRedis, startRedisCluster } from '../testing/servers/redis.js';
import type { TestService, TestUser } from '../testing/start-service.js';
import { readerOn, restOn, sendMany, startServices, type TestServices } from './testing/services.js';

const program = findProgram('mongod');
const hasServers = program !== undefined && redisProgram() !== undefined;

/** What joins the nodes besides the store. */
interface Joint {
  readonly url?: string;
  stop(): Promise<void>;
}

const SENDERS = 16;
const MESSAGES = 20;

let mongod: TestMongod;

beforeAll(async () => {
  if (hasServers) mongod = await startMongod(program);
}, 60_000);

afterAll(async () => {
  if (hasServers) await mongod.stop();
});

const upTo = (last: number, from = 1): number[] => Array.from({ length: last - from + 1 }, (_, index) => from + index);

(hasServers ? describe : describe.skip).each<[string, () => Promise<Joint>]>([
  ['a Redis server', startRedis],
  ['a Redis cluster', startRedisCluster],
  ['the store alone', () => Promise.resolve({ stop: () => Promise.resolve() })],
])('two nodes joined by %s', (_what, join) => {
  let joint: Joint;
  let services: TestServices;
  let one: TestService;
  let two: TestService;
  let ann: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    joint = await join();
    services = await startServices(mongod, joint.url);
    ({ one, two } = services);
    ann = await one.register('Ann');
    ben = await one.register('Ben');
  }, 60_000);

  afterAll(async () => {
    await services.stop();
    await joint.stop();
  }, 30_000);

  const privateChannel = (): Promise<Channel> => one.channel(ann, { type: 'private', memberIds: [ben.id] });

  it('deliver what 16 senders on both write to readers on both, each once and in order', async () => {
    const { id: channelId } = await one.channel(ann);
    const readers = [await readerOn(one, ann, channelId), await readerOn(two, ben, channelId)];
    const senders = upTo(SENDERS).map((sender) =>
      sendMany(sender % 2 ? one : two, sender % 3 ? ann : ben, { channelId, count: MESSAGES, name: `s${sender}` }),
    );
    const seen = await Promise.all(readers.map((reader) => reader.entries(SENDERS * MESSAGES)));
    await Promise.all(senders);
    for (const numbers of seen) expect(numbers).toEqual(upTo(SENDERS * MESSAGES));
    expect((await restOn(two, ann).history(channelId)).head).toBe(SENDERS * MESSAGES);
    for (const reader of readers) reader.end();
  });

  it('show each other’s writes in history', async () => {
    const { id: channelId } = await one.channel(ann);
    const far = restOn(two, ben);
    await far.history(channelId);
    for (const content of ['first', 'second', 'third']) {
      const { seq } = await ann.rest.sendMessage(channelId, { content });
      let page = await far.history(channelId);
      while (page.head < seq) page = await far.history(channelId);
      expect(page.messages[0]).toMatchObject({ seq, content });
    }
  });

  it('resume what was read on the other one', async () => {
    const { id: channelId } = await one.channel(ann);
    const near = await readerOn(one, ben, channelId);
    for (const content of upTo(10).map(String)) await ann.rest.sendMessage(channelId, { content });
    expect(await near.entries(6)).toEqual(upTo(6));
    near.end();
    const far = await readerOn(two, ben, channelId, 6);
    expect(await far.entries(4)).toEqual(upTo(10, 7));
    await ann.rest.sendMessage(channelId, { content: 'live' });
    expect(await far.entries(1)).toEqual([11]);
    far.end();
  });

  it('end what a removed member hears and reads', async () => {
    const { id: channelId } = await privateChannel();
    const far = await readerOn(two, ben, channelId);
    await restOn(two, ben).history(channelId);
    await ann.rest.removeMember(channelId, ben.id);
    expect(await far.next('unsubscribed')).toEqual({ type: 'unsubscribed', channelId });
    await expect(restOn(two, ben).history(channelId)).rejects.toMatchObject({ status: 404 });
    far.end();
  });

  it('close the sockets of a disabled account', async () => {
    const cid = await one.register('Cid');
    const far = await Peer.ready(two.url, cid.token);
    await one.disable(cid);
    expect((await far.closed()).code).toBe(4007);
  });

  it('are left and joined without a client noticing more than a reconnect', async () => {
    const { id: channelId } = await one.channel(ann);
    const third = await services.start();
    const urls = [third.url, two.url];
    let connects = 0;
    class Balanced extends WebSocket {
      constructor() {
        super(`${(urls[connects++ % urls.length] ?? two.url).replace('http', 'ws')}/ws`);
      }
    }
    const numbers: number[] = [];
    const client = new ChatClient({ url: `${two.url}/ws`, token: ben.token, WebSocket: Balanced });
    await new Promise<void>((resolve) => {
      const onEntry = ({ seq }: { seq: number }): void => void numbers.push(seq);
      client.subscribe(channelId, {
        onEntry,
        onSubscribed: () => {
          resolve();
        },
      });
      void client.connect();
    });
    const sends = upTo(40).map((at) => client.send(channelId, `text ${at}`));
    await sends[0];
    await third.service.stop();
    await Promise.all(sends);
    const rest = restOn(two, ann);
    await rest.sendMessage(channelId, { content: 'last' });
    while (numbers.length < 41) await nextTurn();
    expect(numbers).toEqual(upTo(41));
    client.close();
  });
});
