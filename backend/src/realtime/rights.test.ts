import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

let chat: TestService;
let ann: TestUser;

beforeAll(async () => {
  chat = await startTestService({
    TICKET_SESSION_SECONDS: '2',
    ADMIN_EMAIL: 'root@chat.example',
    ADMIN_PASSWORD: 'correct horse',
  });
  ann = await chat.register();
});

afterAll(() => chat.stop());

const byTicket = async (issuer: TestUser, channelIds?: string[]): Promise<Peer> => {
  const { ticket } = await issuer.rest.createTicket(channelIds ? { channelIds } : {});
  const peer = await Peer.open(chat.url);
  peer.send({ type: 'hello', protocol: 1, ticket });
  await peer.next('ready');
  return peer;
};

describe('a disabled account', () => {
  it('loses its open sockets, tickets’ ones as well, and nobody else does', async () => {
    const bob = await chat.register('Bob');
    const peers = [await Peer.ready(chat.url, bob.token), await Peer.ready(chat.url, bob.token), await byTicket(bob)];
    const other = await Peer.ready(chat.url, ann.token);
    await chat.disable(bob);
    const codes = await Promise.all(peers.map(async (peer) => (await peer.closed()).code));
    expect(codes).toEqual([4007, 4007, 4007]);
    other.send({ type: 'ping', id: 1, t: 0 });
    expect(await other.next('pong')).toMatchObject({ id: 1 });
    other.end();
  });

  it('opens no new ones', async () => {
    const bob = await chat.register('Bob');
    const peer = await Peer.ready(chat.url, bob.token);
    await chat.disable(bob);
    await peer.closed();
    const late = await Peer.open(chat.url);
    late.send({ type: 'hello', protocol: 1, token: bob.token });
    expect([4001, 4007]).toContain((await late.closed()).code);
  });
});

describe('a ticket’s connection ends', () => {
  it('when its issuer loses a channel that the ticket names, subscribed to it or not', async () => {
    const bob = await chat.register('Bob');
    const channel = await chat.channel(ann, { type: 'private', memberIds: [bob.id] });
    const idle = await byTicket(bob, [channel.id]);
    const subscribed = await byTicket(bob, [channel.id]);
    subscribed.send({ type: 'subscribe', id: 1, channelId: channel.id });
    await subscribed.next('subscribed');
    await ann.rest.removeMember(channel.id, bob.id);
    expect((await subscribed.closed()).code).toBe(4007);
    expect((await idle.closed()).code).toBe(4007);
  });

  it('when its issuer loses a channel that it is subscribed to', async () => {
    const bob = await chat.register('Bob');
    const channel = await chat.channel(ann, { type: 'private', memberIds: [bob.id] });
    const peer = await byTicket(bob);
    peer.send({ type: 'subscribe', id: 1, channelId: channel.id });
    await peer.next('subscribed');
    await ann.rest.removeMember(channel.id, bob.id);
    expect((await peer.closed()).code).toBe(4007);
  });

  it('with its own bound', async () => {
    const peer = await byTicket(ann);
    expect((await peer.closed()).code).toBe(4007);
  });
});

describe('a removed member', () => {
  it('hears nothing more of the channel, and his connection stays', async () => {
    const bob = await chat.register('Bob');
    const channel = await chat.channel(ann, { type: 'private', memberIds: [bob.id] });
    const peer = await Peer.ready(chat.url, bob.token);
    peer.send({ type: 'subscribe', id: 1, channelId: channel.id });
    await peer.next('subscribed');
    await ann.rest.removeMember(channel.id, bob.id);
    expect(await peer.nextFrame()).toEqual({ type: 'unsubscribed', channelId: channel.id });
    await ann.rest.sendMessage(channel.id, { content: 'not for Bob' });
    peer.send({ type: 'subscribe', id: 2, channelId: channel.id, afterSeq: 0 });
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 2, code: 'not_found' });
    peer.end();
  });
});
