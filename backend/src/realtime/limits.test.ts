import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { startTestService, type TestService } from '../testing/start-service.js';

let chat: TestService | undefined;

afterEach(() => chat?.stop());

const start = async (env: Record<string, string>): Promise<TestService> =>
  (chat = await startTestService({ RATE_LIMITS: 'on', ...env }));

const WEBSOCKET = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** Status, `Retry-After` and code of an upgrade that is refused. */
const refusedUpgrade = async (url: string, headers: Record<string, string> = {}): Promise<unknown> => {
  const asked = request(`${url}/ws`, { headers: { ...WEBSOCKET, ...headers } });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code: string };
  return [response.statusCode, response.headers['retry-after'], code];
};

describe('sends over their limit', () => {
  it('are refused with their id, over both transports together, and the connection stays', async () => {
    const { url, register, channel } = await start({ RATE_LIMIT_SENDS: '3/60' });
    const ann = await register();
    const { id: channelId } = await channel(ann);
    await ann.rest.sendMessage(channelId, { content: 'by REST' });
    const peer = await Peer.ready(url, ann.token);
    for (const id of [1, 2, 3]) peer.send({ type: 'send', id, channelId, clientId: `c${id}`, content: 'x' });
    const frames = [await peer.nextFrame(), await peer.nextFrame(), await peer.nextFrame()];
    expect(frames.filter(({ type }) => type === 'ack')).toHaveLength(2);
    expect(frames.find(({ type }) => type === 'error')).toMatchObject({ id: 3, code: 'rate_limited', retryable: true });
    peer.send({ type: 'ping', id: 4, t: 0 });
    expect(await peer.next('pong')).toMatchObject({ id: 4 });
    peer.end();
  });

  it('below it keep their order through renewed leases', async () => {
    const { url, register, channel } = await start({});
    const ann = await register();
    const { id: channelId } = await channel(ann);
    const peer = await Peer.ready(url, ann.token);
    const ids = Array.from({ length: 100 }, (_, index) => index);
    for (const id of ids) peer.send({ type: 'send', id, channelId, clientId: `c${id}`, content: 'x' });
    const acks = [];
    for (const id of ids) acks.push({ id, ack: await peer.next('ack') });
    for (const { id, ack } of acks) expect(ack).toMatchObject({ id, seq: id + 1 });
    peer.end();
  });
});

describe('frames over their limit', () => {
  it('are refused, and close the connection when they go on', async () => {
    const { url, register } = await start({ RATE_LIMIT_FRAMES: '3/3600', RATE_LIMIT_REFUSALS: '2/3600' });
    const peer = await Peer.ready(url, (await register()).token);
    for (const id of [1, 2, 3, 4]) peer.send({ type: 'ping', id, t: 0 });
    expect(await peer.nextFrame()).toMatchObject({ type: 'pong', id: 1 });
    expect(await peer.nextFrame()).toMatchObject({ type: 'pong', id: 2 });
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 3, code: 'rate_limited' });
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 4, code: 'rate_limited' });
    peer.send({ type: 'ping', id: 5, t: 0 });
    expect((await peer.closed()).code).toBe(4005);
  });
});

describe('connections over their limit', () => {
  it('are refused by address, and come again when one has left', async () => {
    const { url, register } = await start({ CONNECTIONS_PER_ADDRESS: '2', TRUST_PROXY: 'loopback' });
    const { token } = await register();
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const first = await Peer.open(url, { headers: from('192.0.2.1') });
    const second = await Peer.open(url, { headers: from('192.0.2.1') });
    expect(await refusedUpgrade(url, from('192.0.2.1'))).toEqual([429, '5', 'rate_limited']);
    const other = await Peer.open(url, { headers: from('192.0.2.2') });
    first.end();
    await first.closed();
    const [peer] = await reopened(url, from('192.0.2.1'));
    peer.send({ type: 'hello', protocol: 1, token });
    expect(await peer.next('ready')).toMatchObject({ type: 'ready' });
    for (const open of [second, other, peer]) open.end();
  });

  it.each(['UNAUTHENTICATED_PER_ADDRESS', 'UNAUTHENTICATED_CONNECTIONS'])(
    'without a hello are refused by %s until one signs in',
    async (variable) => {
      const { url, register } = await start({ [variable]: '1' });
      const { token } = await register();
      const waiting = await Peer.open(url);
      expect(await refusedUpgrade(url)).toEqual([429, '5', 'rate_limited']);
      waiting.send({ type: 'hello', protocol: 1, token });
      await waiting.next('ready');
      const next = await Peer.open(url);
      waiting.end();
      next.end();
    },
  );

  it('count again however a connection ends', async () => {
    const { url } = await start({ UNAUTHENTICATED_PER_ADDRESS: '1' });
    for (const frame of ['no JSON', JSON.stringify({ type: 'hello', protocol: 1, token: 'wrong' })]) {
      const [peer] = await reopened(url, {});
      peer.socket.send(frame);
      await peer.closed();
    }
    const [last] = await reopened(url, {});
    expect(await refusedUpgrade(url)).toEqual([429, '5', 'rate_limited']);
    last.end();
  });
});

/** Opens as soon as the server has noticed that another one left. */
const reopened = async (url: string, headers: Record<string, string>): Promise<[Peer]> => {
  for (;;) {
    const peer = await Peer.open(url, { headers }).catch(() => undefined);
    if (peer) return [peer];
  }
};
