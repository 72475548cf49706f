import { type Channel, RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

const SERVICE_TOKEN = 'a-service-token';
const CONSOLE = 'https://grafana.example';

let chat: TestService;
let ann: TestUser;
let open: Channel;
let closed: Channel;

beforeAll(async () => {
  chat = await startTestService({ SERVICE_TOKEN, PUBLIC_ORIGINS: CONSOLE });
  ann = await chat.register();
  open = await chat.channel(ann);
  closed = await chat.channel(ann, { type: 'private' });
});

afterAll(() => chat.stop());

/** Reads on, live, what a public channel carries, and finds nothing else allowed. */
const expectReadOnly = async (peer: Peer): Promise<void> => {
  expect(await peer.next('ready')).toMatchObject({ userId: 'service' });
  peer.send({ type: 'subscribe', id: 1, channelId: closed.id });
  expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 1, code: 'not_found' });
  peer.send({ type: 'subscribe', id: 2, channelId: open.id });
  expect(await peer.nextFrame()).toMatchObject({ type: 'subscribed', id: 2 });
  await ann.rest.sendMessage(open.id, { content: 'live' });
  expect(await peer.next('message')).toMatchObject({ content: 'live' });
  peer.send({ type: 'send', id: 3, channelId: open.id, clientId: 'by-console', content: 'x' });
  expect(await peer.nextFrame()).toMatchObject({ type: 'error', id: 3, code: 'forbidden' });
  // A frame that a well-behaved client sends by itself, and to which nothing but an error would come back.
  peer.send({ type: 'receipts', samples: [{ deliveryMs: 12 }] });
  peer.send({ type: 'ping', id: 4, t: 0 });
  expect(await peer.nextFrame()).toMatchObject({ type: 'pong', id: 4 });
};

describe('a console', () => {
  it("behind Grafana's proxy reads public channels by the token of its upgrade request, and writes nothing", async () => {
    const peer = await Peer.open(chat.url, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } });
    peer.send({ type: 'hello', protocol: 1 });
    await expectReadOnly(peer);
    peer.end();
  });

  it('in a browser of a listed origin does the same by a ticket of the service token', async () => {
    const service = new RestClient({ baseUrl: chat.url, token: SERVICE_TOKEN });
    const { ticket } = await service.createTicket({ channelIds: [open.id] });
    const peer = await Peer.open(chat.url, { headers: { origin: CONSOLE } });
    peer.send({ type: 'hello', protocol: 1, ticket });
    await expectReadOnly(peer);
    peer.end();
  });

  it('is turned away with a token that is none', async () => {
    const peer = await Peer.open(chat.url, { headers: { authorization: 'Bearer wrong-token' } });
    peer.send({ type: 'hello', protocol: 1 });
    expect((await peer.closed()).code).toBe(4001);
  });
});
