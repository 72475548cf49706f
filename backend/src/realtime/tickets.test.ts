import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Channel, type ClientFrame, RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

const SERVICE_TOKEN = 'a-service-token';

let chat: TestService;
let ann: TestUser;
let open: Channel;
let closed: Channel;
let service: RestClient;

beforeAll(async () => {
  chat = await startTestService({ SERVICE_TOKEN });
  ann = await chat.register();
  open = await chat.channel(ann);
  closed = await chat.channel(ann, { type: 'private' });
  service = new RestClient({ baseUrl: chat.url, token: SERVICE_TOKEN });
});

afterAll(() => chat.stop());

const greet = async (hello: { ticket?: string; token?: string }): Promise<Peer> => {
  const peer = await Peer.open(chat.url);
  peer.send({ type: 'hello', protocol: 1, ...hello });
  return peer;
};

const redeem = async (issuer: RestClient, channelIds?: string[]): Promise<Peer> => {
  const { ticket } = await issuer.createTicket(channelIds ? { channelIds } : {});
  const peer = await greet({ ticket });
  await peer.next('ready');
  return peer;
};

describe('a connection that a ticket opened', () => {
  it('speaks for its issuer, and reads what was missed and what comes', async () => {
    await ann.rest.sendMessage(closed.id, { content: 'earlier' });
    const { ticket } = await ann.rest.createTicket();
    const peer = await greet({ ticket });
    expect(await peer.next('ready')).toMatchObject({ userId: ann.id });
    peer.send({ type: 'subscribe', id: 1, channelId: closed.id, afterSeq: 0 });
    expect(await peer.next('message')).toMatchObject({ content: 'earlier' });
    await ann.rest.sendMessage(closed.id, { content: 'later' });
    expect(await peer.next('message')).toMatchObject({ content: 'later' });
    peer.end();
  });

  it.each<[string, (channelId: string) => object]>([
    ['send', (channelId) => ({ channelId, clientId: 'by-ticket', content: 'x' })],
    ['edit', (channelId) => ({ channelId, seq: 1, content: 'x' })],
    ['delete', (channelId) => ({ channelId, seq: 1 })],
    ['typing', (channelId) => ({ channelId })],
    ['status', () => ({ status: 'away' })],
  ])('may not %s', async (type, fields) => {
    const peer = await redeem(ann.rest);
    peer.socket.send(JSON.stringify({ type, id: 1, ...fields(closed.id) }));
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 1, code: 'forbidden' });
    peer.end();
  });

  it.each<[string, (channelId: string) => ClientFrame]>([
    ['subscribes to', (channelId) => ({ type: 'subscribe', id: 1, channelId })],
    ['resumes', (channelId) => ({ type: 'subscribe', id: 1, channelId, afterSeq: 0 })],
    ['unsubscribes from', (channelId) => ({ type: 'unsubscribe', id: 1, channelId })],
  ])('%s no channel that the ticket does not name', async (_what, frame) => {
    const peer = await redeem(ann.rest, [open.id]);
    peer.send(frame(closed.id));
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 1, code: 'not_found' });
    peer.send({ type: 'subscribe', id: 2, channelId: open.id });
    expect(await peer.nextFrame()).toMatchObject({ type: 'subscribed', id: 2 });
    peer.end();
  });
});

describe('a ticket', () => {
  it('opens one connection of a hundred that try it at once', async () => {
    const { ticket } = await ann.rest.createTicket();
    const peers = await Promise.all(Array.from({ length: 100 }, () => Peer.open(chat.url)));
    for (const peer of peers) peer.send({ type: 'hello', protocol: 1, ticket });
    const outcomes = await Promise.all(
      peers.map((peer) =>
        Promise.race([peer.next('ready').then(() => 'ready'), peer.closed().then(({ code }) => code)]).catch(
          async () => (await peer.closed()).code,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'ready')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 4001)).toHaveLength(99);
    for (const peer of peers) peer.end();
  });

  it('is never stored as it is', async () => {
    const { ticket } = await ann.rest.createTicket();
    const files = readdirSync(chat.directory).filter((name) => name.startsWith('chatwatch.db'));
    const stored = Buffer.concat(files.map((name) => readFileSync(path.join(chat.directory, name))));
    expect(stored.includes(ann.id)).toBe(true);
    expect(stored.includes(ticket)).toBe(false);
  });

  it('is no token, and a token is no ticket', async () => {
    const { ticket } = await ann.rest.createTicket();
    const asBearer = new RestClient({ baseUrl: chat.url, token: ticket });
    await expect(asBearer.me()).rejects.toMatchObject({ code: 'unauthorized' });
    expect((await (await greet({ token: ticket })).closed()).code).toBe(4001);
    expect((await (await greet({ ticket: ann.token.slice(0, 256) })).closed()).code).toBe(4001);
    expect((await (await greet({ ticket: SERVICE_TOKEN })).closed()).code).toBe(4001);
  });

  it('does not come together with a token', async () => {
    const { ticket } = await ann.rest.createTicket();
    expect((await (await greet({ ticket, token: ann.token })).closed()).code).toBe(4000);
  });

  it('goes before the token of the upgrade request', async () => {
    const { ticket } = await ann.rest.createTicket();
    const peer = await Peer.open(chat.url, { headers: { authorization: `Bearer ${ann.token}` } });
    peer.send({ type: 'hello', protocol: 1, ticket });
    await peer.next('ready');
    peer.send({ type: 'send', id: 1, channelId: open.id, clientId: 'x', content: 'x' });
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', code: 'forbidden' });
    peer.end();
  });

  it('is given by the service token for public channels alone', async () => {
    await expect(service.createTicket({ channelIds: [closed.id] })).rejects.toMatchObject({ code: 'not_found' });
    const peer = await redeem(service);
    peer.send({ type: 'subscribe', id: 1, channelId: closed.id });
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', code: 'not_found' });
    peer.send({ type: 'subscribe', id: 2, channelId: open.id });
    expect(await peer.nextFrame()).toMatchObject({ type: 'subscribed' });
    peer.end();
  });

  it.each([[[]], [['']], [Array.from({ length: 101 }, (_, index) => String(index))], ['all']])(
    'is refused for channels %j',
    async (channelIds) => {
      await expect(ann.rest.createTicket({ channelIds: channelIds as string[] })).rejects.toMatchObject({
        code: 'bad_request',
      });
    },
  );
});
