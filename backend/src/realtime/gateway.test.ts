import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

let chat: TestService;
let ann: TestUser;

beforeAll(async () => {
  chat = await startTestService({ HEARTBEAT_MS: '100' });
  ann = await chat.register();
});

afterAll(() => chat.stop());

describe('opening a connection', () => {
  it('answers hello with who one is and the limits that hold', async () => {
    const peer = await Peer.open(chat.url);
    peer.send({ type: 'hello', protocol: 1, token: ann.token });
    const ready = await peer.next('ready');
    expect(ready).toMatchObject({ userId: ann.id, heartbeatMs: 100, limits: { frameBytes: 65_536 } });
    expect(ready.limits.resumeEntries).toBeGreaterThanOrEqual(1_000);
    peer.end();
  });

  it('takes the token from the upgrade request when hello has none', async () => {
    const peer = await Peer.open(chat.url, { headers: { authorization: `Bearer ${ann.token}` } });
    peer.send({ type: 'hello', protocol: 1 });
    expect(await peer.next('ready')).toMatchObject({ userId: ann.id });
    peer.end();
  });

  it('takes requests that were sent before ready, after it', async () => {
    const peer = await Peer.open(chat.url);
    peer.send({ type: 'hello', protocol: 1, token: ann.token });
    peer.send({ type: 'ping', id: 1, t: 5 });
    expect((await peer.nextFrame()).type).toBe('ready');
    expect(await peer.nextFrame()).toMatchObject({ type: 'pong', id: 1, t: 5 });
    peer.end();
  });

  it('closes when no hello comes in time', async () => {
    const peer = await Peer.open(chat.url);
    expect((await peer.closed()).code).toBe(4002);
  }, 10_000);

  it.each([
    ['a wrong token', { type: 'hello', protocol: 1, token: 'wrong' }, 4001],
    ['no token at all', { type: 'hello', protocol: 1 }, 4001],
    ['another protocol', { type: 'hello', protocol: 2, token: 'any' }, 4000],
  ])('closes on a hello with %s', async (_what, frame, code) => {
    const peer = await Peer.open(chat.url);
    peer.socket.send(JSON.stringify(frame));
    expect((await peer.closed()).code).toBe(code);
  });

  it('closes on a second hello', async () => {
    const peer = await Peer.ready(chat.url, ann.token);
    peer.send({ type: 'hello', protocol: 1, token: ann.token });
    expect((await peer.closed()).code).toBe(4000);
  });

  it.each([
    ['/elsewhere', {}, 404],
    ['/ws', { origin: 'https://evil.example' }, 403],
    ['/ws', { origin: 'null' }, 403],
  ])('refuses an upgrade at %s with %j by %i', async (path, headers, status) => {
    expect(await upgradeStatus(path, headers)).toBe(status);
  });

  it('lets a page of its own origin in', async () => {
    const peer = await Peer.open(chat.url, { origin: chat.url });
    peer.end();
    expect(peer.socket.url).toContain('/ws');
  });
});

describe('frames that do not fit', () => {
  it.each([
    ['text that is no JSON', 'hello', 4000],
    ['a JSON array', '[]', 4000],
    ['null', 'null', 4000],
    ['a binary frame', Buffer.from('{}'), 4000],
    ['a frame over 64 KiB', JSON.stringify({ type: 'ping', t: 1, pad: 'x'.repeat(65_536) }), 4003],
    ['a frame over 256 KiB', 'x'.repeat(262_145), 1009],
  ])('closes on %s', async (_what, data, code) => {
    const peer = await Peer.ready(chat.url, ann.token);
    peer.socket.send(data);
    expect((await peer.closed()).code).toBe(code);
  });

  it('reads a frame of exactly 64 KiB', async () => {
    const peer = await Peer.ready(chat.url, ann.token);
    const empty = JSON.stringify({ type: 'ping', id: 1, t: 1, pad: '' });
    peer.socket.send(JSON.stringify({ type: 'ping', id: 1, t: 1, pad: 'x'.repeat(65_536 - empty.length) }));
    expect(await peer.next('pong')).toMatchObject({ id: 1 });
    peer.end();
  });

  it.each([
    ['no type', { id: 1 }, 'bad_request'],
    ['a type nobody knows', { type: 'constructor', id: 1 }, 'unknown_type'],
    ['a missing field', { type: 'subscribe', id: 1 }, 'bad_request'],
    ['a field of the wrong kind', { type: 'subscribe', id: 1, channelId: 7 }, 'bad_request'],
    ['a channel that does not exist', { type: 'subscribe', id: 1, channelId: 'none' }, 'not_found'],
    ['a clientId with spaces', { type: 'send', id: 1, channelId: 'c', clientId: 'a b', content: 'x' }, 'bad_request'],
    ['a send to nowhere', { type: 'send', id: 1, channelId: 'none', clientId: 'a', content: 'x' }, 'not_found'],
    ['an unsubscribe from nothing', { type: 'unsubscribe', id: 1, channelId: 'none' }, 'bad_request'],
  ])('answers %s with an error that names the request', async (_what, frame, code) => {
    const peer = await Peer.ready(chat.url, ann.token);
    peer.socket.send(JSON.stringify(frame));
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 1, code, retryable: false });
    peer.end();
  });

  it('answers requests before hello as unauthorised', async () => {
    const peer = await Peer.open(chat.url);
    peer.send({ type: 'subscribe', id: 3, channelId: 'any' });
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 3, code: 'unauthorized' });
    peer.end();
  });
});

describe('heartbeats', () => {
  it('cut off a peer that does not answer, and keep one that does', async () => {
    const silent = await Peer.open(chat.url, { autoPong: false });
    const alive = await Peer.ready(chat.url, ann.token);
    silent.send({ type: 'hello', protocol: 1, token: ann.token });
    await silent.next('ready');
    expect((await silent.closed()).code).toBe(1006);
    alive.send({ type: 'ping', id: 1, t: 0 });
    expect(await alive.next('pong')).toMatchObject({ id: 1 });
    alive.end();
  });
});

describe('a session that ends', () => {
  it('closes the connection when the token expires', async () => {
    const shortLived = await startTestService({ TOKEN_TTL_SECONDS: '1' });
    const user = await shortLived.register();
    const peer = await Peer.ready(shortLived.url, user.token);
    expect((await peer.closed()).code).toBe(4007);
    await shortLived.stop();
  });
});

const upgradeStatus = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    const key = { 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
    const call = request(`${chat.url}${path}`, { headers: { ...upgrade, ...key, ...headers } });
    call.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on('error', reject);
    call.end();
  });
