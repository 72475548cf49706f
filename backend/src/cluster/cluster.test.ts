import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '../chat/actor.js';
import type { Peer } from '../testing/peer.js';
import { type ChatNode, type ChatNodes, startNodes } from './testing/nodes.js';

let chat: ChatNodes;
let one: ChatNode;
let two: ChatNode;
let ann: string;
let ben: string;
let channelId: string;

beforeEach(async () => {
  chat = await startNodes(2);
  const [first, second] = chat.nodes;
  if (!first || !second) throw new Error('two nodes were asked for');
  [one, two] = [first, second];
  [ann, ben] = [await chat.user('Ann'), await chat.user('Ben')];
  const request = { name: 'general', type: 'private', memberIds: [ben] } as const;
  channelId = (await one.channels.create(actor(ann), request)).id;
});

afterEach(() => chat.close());

const actor = (userId: string): Actor => ({ kind: 'user', userId, isAdmin: false });

let sent = 0;
const send = ({ messages }: ChatNode, userId: string, content = 'x') =>
  messages.send(actor(userId), { channelId, clientId: `client-${++sent}`, content });

const subscribed = async (node: ChatNode, userId: string, afterSeq?: number): Promise<Peer> => {
  const peer = await node.peer(userId);
  peer.send({ type: 'subscribe', id: 1, channelId, ...(afterSeq !== undefined && { afterSeq }) });
  await peer.next('subscribed');
  return peer;
};

const sendFive = async (node: ChatNode, userId: string): Promise<void> => {
  for (let count = 0; count < 5; count++) await send(node, userId);
};

const upTo = (last: number, from = 1): number[] => Array.from({ length: last - from + 1 }, (_, index) => from + index);

const headOf = async ({ messages }: ChatNode): Promise<number> => {
  const { state } = await messages.history(actor(ben), { channelId, limit: 5 });
  return state.head;
};

describe('several nodes', () => {
  it('deliver what any of them wrote to readers of all, once and in order', async () => {
    const readers = [await subscribed(one, ann), await subscribed(one, ben), await subscribed(two, ben)];
    await Promise.all(Array.from({ length: 100 }, (_, at) => send(at % 3 ? one : two, at % 2 ? ann : ben)));
    for (const reader of readers) {
      expect(await reader.entries(100)).toEqual(upTo(100));
      reader.end();
    }
  });

  it('deliver the same frame', async () => {
    const [near, far] = [await subscribed(one, ann), await subscribed(two, ben)];
    await send(one, ann, 'a “text” with 🙂');
    expect(await far.next('message')).toEqual(await near.next('message'));
    near.end();
    far.end();
  });

  it('show in history what others wrote and edited', async () => {
    await send(one, ann, 'first');
    expect(await headOf(two)).toBe(1);
    await send(one, ann, 'second');
    await one.messages.edit(actor(ann), channelId, 1, 'changed');
    while ((await headOf(two)) < 3) await new Promise((resolve) => setImmediate(resolve));
    const { representation } = await two.messages.history(actor(ben), { channelId, limit: 5 });
    const page = JSON.parse(representation.identity.toString()) as { messages: { content: string }[] };
    expect(page.messages.map(({ content }) => content)).toEqual(['second', 'changed']);
  });

  it('tell each other who types', async () => {
    const [near, far] = [await subscribed(one, ann), await subscribed(two, ben)];
    near.send({ type: 'typing', channelId });
    expect(await far.next('typing')).toEqual({ type: 'typing', channelId, userId: ann });
    near.end();
    far.end();
  });

  it('end what a removed member hears, wherever he listens', async () => {
    const far = await subscribed(two, ben);
    await one.channels.removeMember(actor(ann), channelId, ben);
    expect(await far.next('unsubscribed')).toEqual({ type: 'unsubscribed', channelId });
    await expect(two.messages.history(actor(ben), { channelId, limit: 5 })).rejects.toMatchObject({
      code: 'not_found',
    });
    far.end();
  });

  it('let a new member in, wherever he was refused', async () => {
    const cid = await chat.user('Cid');
    const read = async () => two.messages.history(actor(cid), { channelId, limit: 5 });
    await expect(read()).rejects.toMatchObject({ code: 'not_found' });
    await one.channels.addMember(actor(ann), channelId, cid);
    let page;
    while (!page) page = await read().catch(() => undefined);
    expect(page.state.head).toBe(0);
  });

  it('resume on another one what was delivered on the first, though that has not heard of it', async () => {
    const early = await subscribed(two, ben);
    two.transport.set('silent');
    await sendFive(one, ann);
    const late = await two.peer(ben);
    late.send({ type: 'subscribe', id: 1, channelId, afterSeq: 4 });
    expect(await late.next('subscribed')).toMatchObject({ head: 5, recovered: true, missed: 1 });
    expect(await late.entries(1)).toEqual([5]);
    expect(await early.entries(5)).toEqual(upTo(5));
    early.end();
    late.end();
  });
});

it('is told on resume what a node stored and could not tell, long before that node counts as missing', async () => {
  await chat.close();
  chat = await startNodes(2, 500);
  const [killed, left] = chat.nodes;
  if (!killed || !left) throw new Error('two nodes were asked for');
  const [cid, dan] = [await chat.user('Cid'), await chat.user('Dan')];
  const room = await killed.channels.create(actor(cid), { name: 'general', type: 'private', memberIds: [dan] });
  const early = await left.peer(dan);
  early.send({ type: 'subscribe', id: 1, channelId: room.id });
  await early.next('subscribed');
  killed.transport.set('silent');
  await killed.messages.send(actor(cid), { channelId: room.id, clientId: 'client', content: 'x' });
  const late = await left.peer(dan);
  let head = 0;
  for (let id = 1; head === 0 && left.bus.state === 'complete'; id++) {
    late.send({ type: 'subscribe', id, channelId: room.id, afterSeq: 0 });
    ({ head } = await late.next('subscribed'));
  }
  early.end();
  late.end();
  expect(head).toBe(1);
});

describe.each(['cut', 'silent'] as const)('while the way of a node is %s', (fault) => {
  it('its readers get all from the store, and so do those who read what it writes', async () => {
    const [near, far] = [await subscribed(one, ann), await subscribed(two, ben)];
    two.transport.set(fault);
    await sendFive(one, ann);
    await sendFive(two, ben);
    expect(await near.entries(10)).toEqual(upTo(10));
    expect(await far.entries(10)).toEqual(upTo(10));
    two.transport.set('none');
    await Promise.all([one.reached('complete'), two.reached('complete')]);
    await send(one, ann);
    await send(two, ben);
    expect(await near.entries(2)).toEqual([11, 12]);
    expect(await far.entries(2)).toEqual([11, 12]);
    near.end();
    far.end();
  });

  it('its history goes on', async () => {
    await send(one, ann);
    expect(await headOf(two)).toBe(1);
    two.transport.set(fault);
    await two.reached('away');
    await send(one, ann);
    while ((await headOf(two)) < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await headOf(two)).toBe(2);
  });

  it('a member who is removed elsewhere hears no more', async () => {
    const far = await subscribed(two, ben);
    two.transport.set(fault);
    await one.channels.removeMember(actor(ann), channelId, ben);
    expect(await far.next('unsubscribed')).toEqual({ type: 'unsubscribed', channelId });
    far.end();
  });
});

describe('while the store is away', () => {
  const history = async (channel: string) => two.messages.history(actor(ben), { channelId: channel, limit: 5 });

  it('what is in memory is given, and is marked when nobody can say that it is up to date', async () => {
    const open = await one.channels.create(actor(ann), { name: 'all', type: 'public', memberIds: [] });
    const { representation } = await history(open.id);
    await chat.store.close();
    expect((await history(open.id)).ageMs).toBe(0);
    two.transport.set('cut');
    let page = await history(open.id);
    while (page.ageMs === 0) page = await history(open.id);
    expect(page.representation).toBe(representation);
    expect(page.ageMs).toBeGreaterThan(0);
  });

  it('what was never read is refused', async () => {
    await chat.store.close();
    await expect(history(channelId)).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('a private channel is closed once nobody can say who is in it', async () => {
    await history(channelId);
    two.transport.set('cut');
    await chat.store.close();
    const refused = async (): Promise<unknown> =>
      history(channelId).then(
        () => undefined,
        (error: unknown) => error,
      );
    let error = await refused();
    while (error === undefined) error = await refused();
    expect(error).toMatchObject({ code: 'store_unavailable' });
  });
});
