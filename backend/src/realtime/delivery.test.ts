import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Channel, newClientId } from '@chatwatch/client';
import { Peer } from '../testing/peer.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

let chat: TestService;
let ann: TestUser;
let ben: TestUser;
let channel: Channel;

beforeAll(async () => {
  chat = await startTestService();
  ann = await chat.register('Ann');
  ben = await chat.register('Ben');
});

beforeEach(async () => {
  channel = await chat.channel(ann);
});

afterAll(() => chat.stop());

const subscribed = async (user: TestUser, afterSeq?: number): Promise<Peer> => {
  const peer = await Peer.ready(chat.url, user.token);
  peer.send({ type: 'subscribe', id: 1, channelId: channel.id, ...(afterSeq !== undefined && { afterSeq }) });
  return peer;
};

const sendAll = async (user: TestUser, contents: readonly string[]): Promise<number[]> => {
  const peer = await Peer.ready(chat.url, user.token);
  contents.forEach((content, index) => {
    peer.send({ type: 'send', id: index, channelId: channel.id, clientId: newClientId(), content });
  });
  const seqs: number[] = [];
  while (seqs.length < contents.length) seqs.push((await peer.next('ack')).seq);
  peer.end();
  return seqs;
};

const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => `text ${index}`);
const upTo = (last: number, from = 1): number[] => Array.from({ length: last - from + 1 }, (_, index) => from + index);

describe('sending', () => {
  it('numbers the sends of one connection in the order in which they were sent', async () => {
    const peer = await Peer.ready(chat.url, ann.token);
    for (const [id] of texts(200).entries()) {
      peer.send({ type: 'send', id, channelId: channel.id, clientId: `order-${channel.id}-${id}`, content: 'x' });
    }
    for (const [id] of texts(200).entries()) {
      expect(await peer.next('ack')).toMatchObject({ id, seq: id + 1, duplicate: false });
    }
    peer.end();
  });

  it('stores a repeated clientId once, over either transport', async () => {
    const peer = await Peer.ready(chat.url, ann.token);
    const send = { type: 'send', channelId: channel.id, clientId: `twice-${channel.id}`, content: 'once' } as const;
    peer.send({ ...send, id: 1 });
    peer.send({ ...send, id: 2 });
    const acks = [await peer.next('ack'), await peer.next('ack')];
    expect(acks).toMatchObject([
      { id: 1, seq: 1, duplicate: false },
      { id: 2, seq: 1, duplicate: true },
    ]);
    const again = await ann.rest.sendMessage(channel.id, { clientId: send.clientId, content: 'once' });
    expect(again).toMatchObject({ seq: 1, content: 'once' });
    expect((await ann.rest.history(channel.id)).head).toBe(1);
    peer.end();
  });

  it('refuses a clientId that was used in another channel', async () => {
    const other = await chat.channel(ann);
    await ann.rest.sendMessage(other.id, { clientId: `taken-${channel.id}`, content: 'x' });
    const peer = await Peer.ready(chat.url, ann.token);
    peer.send({ type: 'send', id: 9, channelId: channel.id, clientId: `taken-${channel.id}`, content: 'x' });
    expect(await peer.next('error')).toMatchObject({ id: 9, code: 'conflict', retryable: false });
    peer.end();
  });

  it.each([
    ['16,384 bytes', 'ü'.repeat(8_192), 'ack'],
    ['16,385 bytes', `${'ü'.repeat(8_192)}x`, 'error'],
    ['nothing', '', 'error'],
    ['a lone surrogate', '\ud800', 'error'],
  ])('takes content of %s by %s', async (_what, content, type) => {
    const peer = await Peer.ready(chat.url, ann.token);
    peer.send({ type: 'send', id: 1, channelId: channel.id, clientId: `size-${channel.id}`, content });
    expect((await peer.nextFrame()).type).toBe(type);
    peer.end();
  });
});

describe('delivery', () => {
  it('gives every reader every entry once and in order', async () => {
    const readers = await Promise.all([subscribed(ann), subscribed(ben), subscribed(ben)]);
    await Promise.all(readers.map((reader) => reader.next('subscribed')));
    await Promise.all([sendAll(ann, texts(150)), sendAll(ben, texts(150))]);
    for (const reader of readers) {
      expect(await reader.entries(300)).toEqual(upTo(300));
      reader.end();
    }
  });

  it('delivers the same message as history holds', async () => {
    const reader = await subscribed(ben);
    await reader.next('subscribed');
    await sendAll(ann, ['a “text” with 🙂']);
    const { type, acceptedAt, ...message } = await reader.next('message');
    expect((await ben.rest.history(channel.id)).messages).toEqual([message]);
    expect({ type, acceptedAt }).toEqual({ type: 'message', acceptedAt: message.createdAt });
    reader.end();
  });

  it('delivers edits and deletions at their own numbers', async () => {
    const reader = await subscribed(ben);
    await reader.next('subscribed');
    await sendAll(ann, ['first', 'second']);
    const writer = await Peer.ready(chat.url, ann.token);
    writer.send({ type: 'edit', id: 1, channelId: channel.id, seq: 1, content: 'changed' });
    expect(await writer.next('ack')).toMatchObject({ id: 1, seq: 3, target: 1 });
    writer.send({ type: 'delete', id: 2, channelId: channel.id, seq: 2 });
    expect(await writer.next('ack')).toMatchObject({ id: 2, seq: 4, target: 2 });
    expect(await reader.next('message_updated')).toMatchObject({ seq: 3, target: 1, content: 'changed' });
    expect(await reader.next('message_deleted')).toMatchObject({ seq: 4, target: 2 });
    reader.end();
    writer.end();
  });

  it('stops after unsubscribe', async () => {
    const reader = await subscribed(ben);
    await reader.next('subscribed');
    reader.send({ type: 'unsubscribe', id: 2, channelId: channel.id });
    expect(await reader.next('unsubscribed')).toMatchObject({ id: 2 });
    await sendAll(ann, ['unheard']);
    reader.send({ type: 'ping', id: 3, t: 0 });
    expect((await reader.nextFrame()).type).toBe('pong');
    reader.end();
  });

  it('tells the others, not oneself, that one types', async () => {
    const [typist, reader] = [await subscribed(ann), await subscribed(ben)];
    await Promise.all([typist.next('subscribed'), reader.next('subscribed')]);
    typist.send({ type: 'typing', channelId: channel.id });
    expect(await reader.next('typing')).toMatchObject({ channelId: channel.id, userId: ann.id });
    typist.send({ type: 'ping', id: 1, t: 0 });
    expect((await typist.nextFrame()).type).toBe('pong');
    typist.end();
    reader.end();
  });
});

describe('resume', () => {
  it.each([
    [0, 25],
    [10, 15],
    [24, 1],
    [25, 0],
  ])('after entry %i of 25 sends exactly the %i that were missed, then live ones', async (afterSeq, missed) => {
    await sendAll(ann, texts(25));
    const reader = await subscribed(ben, afterSeq);
    expect(await reader.next('subscribed')).toMatchObject({ head: 25, recovered: true, missed });
    await sendAll(ann, ['live']);
    expect(await reader.entries(missed + 1)).toEqual(upTo(26, afterSeq + 1));
    reader.end();
  });

  it('leaves no hole and doubles nothing while others go on sending', async () => {
    await sendAll(ann, texts(300));
    const sending = sendAll(ben, texts(600));
    const reader = await subscribed(ben, 1);
    await reader.next('subscribed');
    await sending;
    expect(await reader.entries(899)).toEqual(upTo(900, 2));
    reader.end();
  });

  it('shows messages in their present state and the later entries at their numbers', async () => {
    await sendAll(ann, ['one', 'two']);
    await ann.rest.editMessage(channel.id, 1, 'edited');
    await ann.rest.deleteMessage(channel.id, 2);
    const reader = await subscribed(ben, 0);
    await reader.next('subscribed');
    expect([await reader.nextFrame(), await reader.nextFrame()]).toMatchObject([
      { type: 'message', seq: 1, content: 'edited' },
      { type: 'message', seq: 2, content: '' },
    ]);
    expect([await reader.nextFrame(), await reader.nextFrame()]).toMatchObject([
      { type: 'message_updated', seq: 3, target: 1, content: 'edited' },
      { type: 'message_deleted', seq: 4, target: 2 },
    ]);
    reader.end();
  });

  it.each([
    [1, true, 1_000],
    [0, false, 0],
  ])('of 1,001 entries after %i is recovered: %s', async (afterSeq, recovered, missed) => {
    await sendAll(ann, texts(1_001));
    const reader = await subscribed(ben, afterSeq);
    expect(await reader.next('subscribed')).toMatchObject({ head: 1_001, recovered, missed });
    await sendAll(ann, ['live']);
    const expected = recovered ? upTo(1_002, 2) : [1_002];
    expect(await reader.entries(expected.length)).toEqual(expected);
    reader.end();
  });

  it('refuses a position over the head', async () => {
    await sendAll(ann, ['one']);
    const reader = await subscribed(ben, 2);
    expect(await reader.nextFrame()).toMatchObject({ type: 'error', id: 1, code: 'bad_request' });
    reader.end();
  });

  it('starts again when a channel is subscribed to twice', async () => {
    await sendAll(ann, texts(5));
    const reader = await subscribed(ben);
    await reader.next('subscribed');
    reader.send({ type: 'subscribe', id: 2, channelId: channel.id, afterSeq: 2 });
    expect(await reader.next('subscribed')).toMatchObject({ id: 2, missed: 3 });
    await sendAll(ann, ['live']);
    expect(await reader.entries(4)).toEqual([3, 4, 5, 6]);
    reader.send({ type: 'ping', id: 3, t: 0 });
    expect((await reader.nextFrame()).type).toBe('pong');
    reader.end();
  });
});

describe('private channels', () => {
  it('do not exist for strangers', async () => {
    channel = await chat.channel(ann, { type: 'private' });
    const stranger = await subscribed(ben);
    expect(await stranger.nextFrame()).toMatchObject({ type: 'error', code: 'not_found' });
    stranger.end();
  });

  it('end for a removed member at once', async () => {
    channel = await chat.channel(ann, { type: 'private', memberIds: [ben.id] });
    const reader = await subscribed(ben);
    await reader.next('subscribed');
    await ann.rest.removeMember(channel.id, ben.id);
    await sendAll(ann, ['secret']);
    expect(await reader.nextFrame()).toEqual({ type: 'unsubscribed', channelId: channel.id });
    reader.send({ type: 'send', id: 5, channelId: channel.id, clientId: `gone-${channel.id}`, content: 'x' });
    expect(await reader.nextFrame()).toMatchObject({ type: 'error', id: 5, code: 'not_found' });
    reader.end();
  });
});

describe('stopping', () => {
  it('tells clients when to come back, finishes what is under way and closes', async () => {
    const stopping = await startTestService();
    const user = await stopping.register();
    const room = await stopping.channel(user);
    const peer = await Peer.ready(stopping.url, user.token);
    for (const [id] of texts(50).entries()) {
      peer.send({ type: 'send', id, channelId: room.id, clientId: `late-${id}`, content: 'x' });
    }
    await peer.next('ack');
    const stop = stopping.stop();
    const draining = await peer.next('draining');
    expect(draining.reconnectAfterMs).toBeGreaterThanOrEqual(0);
    expect((await peer.closed()).code).toBe(4006);
    await stop;
  });
});
