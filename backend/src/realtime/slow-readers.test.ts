import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { events, type SlowConsumerEvent } from '../events.js';
import { Peer } from '../testing/peer.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

const SERVICE_TOKEN = 'a-service-token';
const CONTENT = 'x'.repeat(16_000);

let chat: TestService;
let ann: TestUser;

beforeAll(async () => {
  chat = await startTestService({ SERVICE_TOKEN, HEARTBEAT_MS: '60000' });
  ann = await chat.register();
});

afterAll(() => chat.stop());

/** A text frame of a client; its mask is zero, which leaves the text as it is. */
const clientFrame = (frame: object): Buffer => {
  const payload = Buffer.from(JSON.stringify(frame));
  const header =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([header, Buffer.alloc(4), payload]);
};

/** A subscriber on a bare socket, which reads only while it is told to. */
const subscribeBare = async (channelId: string): Promise<Socket> => {
  const { hostname, port } = new URL(chat.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    'GET /ws HTTP/1.1\r\nHost: chat\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await once(socket, 'data');
  socket.write(clientFrame({ type: 'hello', protocol: 1, token: ann.token }));
  socket.write(clientFrame({ type: 'subscribe', id: 1, channelId }));
  let text = '';
  while (!text.includes('"subscribed"')) text += String((await once(socket, 'data'))[0]);
  return socket;
};

const metric = async (name: string): Promise<number> => {
  const response = await fetch(`${chat.url}/metrics`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } });
  const line = (await response.text()).split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
};

/** Writes until the reader that does not read was closed; answers with the bytes that waited for it at most. */
const writeUntilClosed = async (channelId: string, writer: Peer): Promise<number> => {
  let largestBytes = 0;
  const closed: true[] = [];
  const stops = [
    events.queueSample.subscribe(({ queuedBytes }) => (largestBytes = Math.max(largestBytes, ...queuedBytes))),
    events.slowConsumer.subscribe(({ action }) => action === 'closed' && closed.push(true)),
  ];
  for (let id = 1; closed.length === 0; id++) {
    writer.send({ type: 'send', id, channelId, clientId: `${channelId}-${id}`, content: CONTENT });
    await writer.next('ack');
  }
  for (const stop of stops) stop();
  return largestBytes;
};

describe('a reader that stops reading', () => {
  it('is closed with 4004 once a mebibyte waits, counted, and others lose nothing', async () => {
    const { id: channelId } = await chat.channel(ann);
    const slow = await subscribeBare(channelId);
    slow.pause();
    const reader = await Peer.ready(chat.url, ann.token);
    reader.send({ type: 'subscribe', id: 1, channelId });
    await reader.next('subscribed');
    const writer = await Peer.ready(chat.url, ann.token);
    const closedBefore = await metric('chat_slow_consumers_total{action="closed"}');
    const largestBytes = await writeUntilClosed(channelId, writer);
    expect(largestBytes).toBeLessThanOrEqual(1_048_576 + 2 * CONTENT.length);
    expect(await metric('chat_slow_consumers_total{action="closed"}')).toBe(closedBefore + 1);
    const { head } = await ann.rest.history(channelId);
    expect(await reader.entries(head)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    const rest: Buffer[] = [];
    slow.on('data', (chunk: Buffer) => rest.push(chunk));
    slow.resume();
    await once(slow, 'close');
    for (const peer of [reader, writer]) peer.end();
  });

  it('loses what is ephemeral first, and is told nothing of it', async () => {
    const { id: channelId } = await chat.channel(ann);
    const slow = await subscribeBare(channelId);
    slow.pause();
    const writer = await Peer.ready(chat.url, ann.token);
    writer.send({ type: 'subscribe', id: 0, channelId });
    await writer.next('subscribed');
    const actions: SlowConsumerEvent['action'][] = [];
    const stop = events.slowConsumer.subscribe(({ action }) => actions.push(action));
    for (let id = 1; actions.length === 0; id++) {
      writer.send({ type: 'send', id, channelId, clientId: `${channelId}-${id}`, content: CONTENT });
      await writer.next('ack');
      writer.send({ type: 'typing', channelId });
    }
    stop();
    expect(actions[0]).toBe('dropped');
    expect(await metric('chat_slow_consumers_total{action="dropped"}')).toBeGreaterThan(0);
    slow.destroy();
    writer.end();
  });

  it('shows in the histogram of queues', async () => {
    const sampled = await metric('chat_queue_bytes_count');
    const peer = await Peer.ready(chat.url, ann.token);
    await new Promise<void>((resolve) => {
      const stop = events.queueSample.subscribe(() => {
        stop();
        resolve();
      });
    });
    expect(await metric('chat_queue_bytes_count')).toBeGreaterThan(sampled);
    peer.end();
  });
});
