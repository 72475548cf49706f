import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChatClosedError, ChatError } from '../errors.js';
import type { SendFrame } from '../protocol/frames.js';
import { FakeClock } from '../testing/fake-clock.js';
import { FakeTransport } from '../testing/fake-transport.js';
import { Outbox } from './outbox.js';
import { newStats, type ChatStats } from './stats.js';

let clock: FakeClock;
let transport: FakeTransport;
let stats: ChatStats;
let outbox: Outbox;

beforeEach(() => {
  clock = new FakeClock();
  transport = new FakeTransport();
  stats = newStats();
  const backoff = { baseMs: 200, capMs: 10_000 };
  const bounds = { outboxLimit: 200, requestTimeoutMs: 30_000 };
  outbox = new Outbox({ transport, clock, stats, backoff, random: () => 1, ...bounds });
});

function send(content: string, options?: { signal?: AbortSignal; timeoutMs?: number }) {
  return outbox.request({ type: 'send', channelId: 'c1', clientId: `id-${content}`, content }, options);
}

function acknowledge({ id, channelId, clientId }: SendFrame, seq = 1): void {
  const createdAt = new Date(clock.now()).toISOString();
  outbox.acknowledged({ type: 'ack', id, channelId, clientId, seq, createdAt, duplicate: false });
}

function refuse({ id }: { id: number }, code: string, retryable: boolean): void {
  outbox.refused({ type: 'error', id, code, message: 'no', retryable });
}

function sentContents(): string[] {
  return transport.take('send').map(({ content }) => content);
}

function reconnect(): void {
  outbox.disconnected();
  transport.sent.length = 0;
  outbox.ready();
}

/** The frame that must be there. */
function only(frames: SendFrame[]): SendFrame {
  expect(frames).toHaveLength(1);
  const [frame] = frames;
  if (frame === undefined) throw new Error('no frame');
  return frame;
}

describe('Outbox', () => {
  it('resolves a send with its acknowledgement', async () => {
    const sent = send('a');
    acknowledge(only(transport.take('send')), 5);
    expect(await sent).toMatchObject({ seq: 5, clientId: 'id-a' });
    expect(clock.pendingTimers).toBe(0);
  });

  it('sends nothing before there is a connection, then all in order', () => {
    transport.isReady = false;
    for (const content of ['a', 'b', 'c']) void send(content);
    expect(sentContents()).toEqual([]);
    transport.isReady = true;
    outbox.ready();
    expect(sentContents()).toEqual(['a', 'b', 'c']);
    expect(stats.resent).toBe(0);
  });

  it('repeats what was not acknowledged after a reconnect, in order and before new ones', () => {
    void send('a');
    void send('b');
    const [first] = transport.take('send');
    if (first) acknowledge(first);
    transport.isReady = false;
    outbox.disconnected();
    void send('c');
    transport.isReady = true;
    outbox.ready();
    const frames = transport.take('send');
    expect(frames.map(({ content, clientId }) => [content, clientId])).toEqual([
      ['b', 'id-b'],
      ['c', 'id-c'],
    ]);
    expect(stats.resent).toBe(1);
  });

  it('keeps edits and deletions in their order among sends over a reconnect', () => {
    void send('a');
    void outbox.request({ type: 'edit', channelId: 'c1', seq: 1, content: 'b' });
    void outbox.request({ type: 'delete', channelId: 'c1', seq: 1 });
    reconnect();
    expect(transport.sent.map(({ type }) => type)).toEqual(['send', 'edit', 'delete']);
  });

  it('passes over the acknowledgement of a transmission that was repeated since', () => {
    void send('a');
    const before = only(transport.take('send'));
    reconnect();
    acknowledge(before);
    reconnect();
    expect(sentContents()).toEqual(['a']);
  });

  it('rejects a refusal that is final and keeps the others', async () => {
    const refused = send('a');
    const sent = send('b');
    const [first, second] = transport.take('send');
    if (first) refuse(first, 'forbidden', false);
    if (second) acknowledge(second);
    await expect(refused).rejects.toMatchObject({ name: 'ChatRefusedError', code: 'forbidden', isRetryable: false });
    expect(await sent).toMatchObject({ clientId: 'id-b' });
  });

  it('repeats after a refusal that passes, one request at a time at first, in order', () => {
    for (const content of ['a', 'b', 'c']) void send(content);
    const frames = transport.take('send');
    for (const frame of frames) refuse(frame, 'unavailable', true);
    void send('d');
    clock.advance(199);
    expect(sentContents()).toEqual([]);
    clock.advance(1);
    acknowledge(only(transport.take('send')));
    expect(sentContents()).toEqual(['b', 'c']);
    expect(stats.resent).toBe(3);
  });

  it('pauses longer with every refusal in a row', () => {
    void send('a');
    refuse(only(transport.take('send')), 'rate_limited', true);
    clock.advance(200);
    refuse(only(transport.take('send')), 'rate_limited', true);
    clock.advance(399);
    expect(sentContents()).toEqual([]);
    clock.advance(1);
    expect(sentContents()).toEqual(['a']);
  });

  it('takes as many requests as the bound and rejects the next', async () => {
    for (let index = 0; index < 200; index++) void send(`m${index}`);
    await expect(send('one more')).rejects.toMatchObject({ name: 'OutboxFullError', code: 'outbox_full' });
  });

  it('has no more than its window under way', () => {
    for (let index = 0; index < 200; index++) void send(`m${index}`);
    const frames = transport.take('send');
    expect(frames).toHaveLength(128);
    for (const frame of frames.slice(0, 10)) acknowledge(frame);
    expect(transport.take('send')).toHaveLength(10);
  });

  it('rejects at the timeout, not before, and does not repeat it then', async () => {
    const sent = send('a', { timeoutMs: 1_000 });
    clock.advance(999);
    reconnect();
    expect(sentContents()).toEqual(['a']);
    clock.advance(1);
    await expect(sent).rejects.toMatchObject({ name: 'ChatTimeoutError', code: 'timeout' });
    reconnect();
    expect(sentContents()).toEqual([]);
  });

  it('rejects with the reason of its signal, whether sent, waiting or new', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const underWay = send('a', { signal });
    transport.isReady = false;
    outbox.disconnected();
    const waiting = send('b', { signal });
    controller.abort(new Error('left the page'));
    const late = send('c', { signal });
    for (const request of [underWay, waiting, late]) await expect(request).rejects.toThrow('left the page');
    expect(clock.pendingTimers).toBe(0);
  });

  it('rejects what waits when closed, and takes requests again when opened', async () => {
    const sent = send('a');
    outbox.close(new ChatClosedError('the client was closed'));
    await expect(sent).rejects.toThrow(ChatClosedError);
    await expect(send('b')).rejects.toThrow(ChatClosedError);
    outbox.open();
    transport.take('send');
    void send('c');
    expect(sentContents()).toEqual(['c']);
  });

  it('rejects a frame that the server would not read, and sends the next', async () => {
    const tooLarge = new ChatError('frame_too_large', 'too large');
    transport.transmit = (frame) => {
      if ('content' in frame && frame.content === 'long') throw tooLarge;
      transport.sent.push(frame);
    };
    await expect(send('long')).rejects.toBe(tooLarge);
    void send('short');
    expect(sentContents()).toEqual(['short']);
  });
});
