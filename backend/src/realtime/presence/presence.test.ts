import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Channel, PresenceFrame, UserStatus } from '@chatwatch/client';
import { Peer } from '../../testing/peer.js';
import { startTestService, type TestService, type TestUser } from '../../testing/start-service.js';

const SERVICE_TOKEN = 'a-service-token';

let chat: TestService;
const peers: Peer[] = [];

beforeAll(async () => {
  chat = await startTestService({ PRESENCE_GRACE_MS: '400', SERVICE_TOKEN });
});
afterEach(() => {
  for (const peer of peers.splice(0)) peer.end();
});
afterAll(() => chat.stop());

const connect = async (user: { token: string }): Promise<Peer> => {
  const peer = await Peer.ready(chat.url, user.token);
  peers.push(peer);
  return peer;
};

const connectByTicket = async (user: TestUser): Promise<Peer> => {
  const { ticket } = await user.rest.createTicket();
  const peer = await Peer.open(chat.url);
  peers.push(peer);
  peer.send({ type: 'hello', protocol: 1, ticket });
  await peer.next('ready');
  return peer;
};

const subscribe = async (peer: Peer, channel: Channel): Promise<void> => {
  peer.send({ type: 'subscribe', id: 1, channelId: channel.id });
  await peer.next('subscribed');
};

/** Ann and Ben in a channel of their own, and Ben listens. */
const pair = async (type: Channel['type'] = 'direct') => {
  const [ann, ben] = [await chat.register('Ann'), await chat.register('Ben')];
  const channel = await chat.channel(ann, { type, memberIds: [ben.id] });
  return { ann, ben, channel, listener: await connect(ben) };
};

const newsOf = async (peer: Peer, user: TestUser): Promise<PresenceFrame> => {
  for (;;) {
    const frame = await peer.next('presence');
    if (frame.userId === user.id) return frame;
  }
};

/** The statuses that a peer hears of a user until one of them comes. */
const heardUntil = async (peer: Peer, user: TestUser, last: UserStatus): Promise<UserStatus[]> => {
  const heard: UserStatus[] = [];
  while (heard.at(-1) !== last) heard.push((await newsOf(peer, user)).status);
  return heard;
};

/** Whatever was told before this has arrived when the promise resolves; gives who it was about. */
const heardSoFar = async (peer: Peer): Promise<PresenceFrame[]> => {
  peer.send({ type: 'ping', t: 0 });
  const heard: PresenceFrame[] = [];
  for (;;) {
    const frame = await peer.nextOfAny();
    if (frame.type === 'pong') return heard;
    if (frame.type === 'presence') heard.push(frame);
  }
};

const statusOf = async (user: TestUser) => (await user.rest.me()).status;

describe('a user', () => {
  it('is online while he is connected, and offline a while after', async () => {
    const { ann, listener } = await pair();
    const connection = await connect(ann);
    expect(await listener.next('presence')).toEqual({
      type: 'presence',
      userId: ann.id,
      status: 'online',
      lastSeenAt: expect.any(String),
    });
    connection.end();
    const left = await listener.next('presence');
    expect(left).toMatchObject({ userId: ann.id, status: 'offline', lastSeenAt: expect.any(String) });
    expect(await ann.rest.me()).toMatchObject({ status: 'offline', lastSeenAt: left.lastSeenAt });
  });

  it('stays what he chose over all his connections, and over a reconnect', async () => {
    const { ann, listener } = await pair();
    const [first, second] = [await connect(ann), await connect(ann)];
    first.send({ type: 'status', status: 'busy' });
    await heardUntil(listener, ann, 'busy');
    first.end();
    second.end();
    await Promise.all([first.closed(), second.closed()]);
    const third = await connect(ann);
    third.send({ type: 'status', status: 'away' });
    expect(await heardUntil(listener, ann, 'away')).toEqual(['away']);
  });

  it('is online again after he was gone, whatever he chose before', async () => {
    const { ann, listener } = await pair();
    const connection = await connect(ann);
    connection.send({ type: 'status', status: 'busy' });
    await heardUntil(listener, ann, 'busy');
    connection.end();
    expect(await heardUntil(listener, ann, 'offline')).toEqual(['offline']);
    await connect(ann);
    expect(await heardUntil(listener, ann, 'online')).toEqual(['online']);
  });

  it('who shows himself as offline is not seen to leave', async () => {
    const { ann, ben, listener } = await pair();
    const eve = await chat.register('Eve');
    await chat.channel(eve, { type: 'direct', memberIds: [ben.id] });
    const [hidden, plain] = [await connect(ann), await connect(eve)];
    await heardUntil(listener, ann, 'online');
    hidden.send({ type: 'status', status: 'offline' });
    const { lastSeenAt } = await newsOf(listener, ann);
    hidden.end();
    await hidden.closed();
    plain.end();
    expect(await heardUntil(listener, eve, 'offline')).toContain('offline');
    expect(await ann.rest.me()).toMatchObject({ status: 'offline', lastSeenAt });
  });

  it('who changes his mind at once is told of once', async () => {
    const { ann, listener } = await pair();
    const connection = await connect(ann);
    await heardUntil(listener, ann, 'online');
    for (const status of ['busy', 'away', 'offline', 'online', 'busy', 'away'] as const) {
      connection.send({ type: 'status', status });
    }
    expect(await heardUntil(listener, ann, 'away')).toEqual(['away']);
  });
});

describe('news of a user', () => {
  it.each(['private', 'direct'] as const)('go to members of a %s channel, subscribed or not', async (type) => {
    const { ann, listener } = await pair(type);
    await connect(ann);
    expect(await heardUntil(listener, ann, 'online')).toEqual(['online']);
  });

  it('go to those who are subscribed to the same public channel, and to nobody else', async () => {
    const { ann, channel, listener } = await pair('public');
    const stranger = await connect(await chat.register('Eve'));
    await subscribe(listener, channel);
    await subscribe(await connect(ann), channel);
    expect(await heardUntil(listener, ann, 'online')).toEqual(['online']);
    expect(await heardSoFar(stranger)).toEqual([]);
  });

  it('of his leaving go to where he was subscribed', async () => {
    const { ann, channel, listener } = await pair('public');
    await subscribe(listener, channel);
    const connection = await connect(ann);
    await subscribe(connection, channel);
    await heardUntil(listener, ann, 'online');
    connection.end();
    expect(await heardUntil(listener, ann, 'offline')).toEqual(['offline']);
  });

  it('do not go to who was removed from the channel', async () => {
    const { ann, ben, channel, listener } = await pair('private');
    const eve = await chat.register('Eve');
    await ann.rest.addMember(channel.id, eve.id);
    const other = await connect(eve);
    await subscribe(listener, channel);
    await ann.rest.removeMember(channel.id, ben.id);
    const connection = await connect(ann);
    await subscribe(connection, channel);
    expect(await heardUntil(other, ann, 'online')).toEqual(['online']);
    expect((await heardSoFar(listener)).filter(({ userId }) => userId === ann.id)).toEqual([]);
  });

  it('come once through however many channels, and not to himself', async () => {
    const { ann, ben, channel, listener } = await pair('private');
    const second = await chat.channel(ben, { memberIds: [ann.id], type: 'private' });
    const [own, connection] = [await connect(ann), await connect(ann)];
    for (const peer of [listener, own]) {
      for (const one of [channel, second]) await subscribe(peer, one);
    }
    connection.send({ type: 'status', status: 'busy' });
    await heardUntil(listener, ann, 'busy');
    connection.send({ type: 'status', status: 'away' });
    expect(await heardUntil(listener, ann, 'away')).toEqual(['away']);
    expect((await heardSoFar(own)).map(({ userId }) => userId)).not.toContain(ann.id);
  });

  it('are not in the channel’s log', async () => {
    const { ann, channel, listener } = await pair('private');
    await subscribe(await connect(ann), channel);
    await heardUntil(listener, ann, 'online');
    expect((await ann.rest.history(channel.id)).head).toBe(0);
  });

  it('come to a ticket’s connection where it is subscribed, which makes nobody online itself', async () => {
    const { ann, ben, channel, listener } = await pair('private');
    const page = await connectByTicket(ann);
    await subscribe(page, channel);
    listener.send({ type: 'status', status: 'busy' });
    expect(await heardUntil(page, ben, 'busy')).toContain('busy');
    expect(await heardSoFar(listener)).toEqual([]);
    expect(await statusOf(ann)).toBe('offline');
  });
});

describe('a status that is set over REST', () => {
  it('is told, of a connected user and of one who is not', async () => {
    const { ann, ben, listener } = await pair();
    await ann.rest.setStatuses([{ userId: ann.id, status: 'away' }]);
    expect(await heardUntil(listener, ann, 'away')).toEqual(['away']);
    const other = await connect(ann);
    await ben.rest.setStatuses([{ userId: ben.id, status: 'busy' }]);
    expect(await heardUntil(other, ben, 'busy')).toContain('busy');
    expect(await statusOf(ann)).toBe('away');
  });

  it('holds on when the user connects', async () => {
    const { ann, listener } = await pair();
    await ann.rest.setStatuses([{ userId: ann.id, status: 'busy' }]);
    await heardUntil(listener, ann, 'busy');
    const connection = await connect(ann);
    connection.send({ type: 'status', status: 'online' });
    expect(await heardUntil(listener, ann, 'online')).toEqual(['online']);
  });
});

describe('a channel', () => {
  it.each(['public', 'private'] as const)('tells a member who of a %s one is there now', async (type) => {
    const { ann, ben, channel, listener } = await pair(type);
    const [hidden, gone] = [await chat.register('Eve'), await chat.register('Joe')];
    for (const { id, rest } of [hidden, gone]) {
      await (type === 'public' ? rest.addMember(channel.id, 'me') : ann.rest.addMember(channel.id, id));
    }
    if (type === 'public') await ben.rest.addMember(channel.id, 'me');
    (await connect(hidden)).send({ type: 'status', status: 'offline' });
    await subscribe(listener, channel);
    const connection = await connect(ann);
    await subscribe(connection, channel);
    connection.send({ type: 'status', status: 'busy' });
    await heardUntil(listener, ann, 'busy');
    const present = await ben.rest.listPresence(channel.id);
    const lastSeenAt = expect.any(String);
    expect(new Set(present)).toEqual(
      new Set([
        { userId: ann.id, status: 'busy', lastSeenAt },
        { userId: ben.id, status: 'online', lastSeenAt },
      ]),
    );
  });
});

describe('a status frame', () => {
  it('is refused to the service token and to a ticket', async () => {
    const service = await connect({ token: SERVICE_TOKEN });
    const page = await connectByTicket(await chat.register());
    for (const peer of [service, page]) {
      peer.send({ type: 'status', status: 'busy' });
      expect(await peer.nextFrame()).toMatchObject({ type: 'error', code: 'forbidden', retryable: false });
    }
  });

  it('of no known status is refused', async () => {
    const peer = await connect(await chat.register());
    peer.socket.send(JSON.stringify({ type: 'status', status: 'asleep' }));
    expect(await peer.nextFrame()).toMatchObject({ type: 'error', code: 'bad_request' });
  });
});
