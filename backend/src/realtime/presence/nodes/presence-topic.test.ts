import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Channel, UserStatus } from '@chatwatch/client';
import { type ChatNode, type ChatNodes, startNodes } from '../../../cluster/testing/nodes.js';
import type { Peer } from '../../../testing/peer.js';
import { PresenceTopic } from './presence-topic.js';

let chat: ChatNodes;
let one: ChatNode;
let two: ChatNode;
let ann: string;
let ben: string;
const peers: Peer[] = [];

beforeEach(async () => {
  chat = await startNodes(2);
  const [first, second] = chat.nodes;
  if (!first || !second) throw new Error('two nodes were asked for');
  [one, two] = [first, second];
  [ann, ben] = [await chat.user('Ann'), await chat.user('Ben')];
});
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.end();
  await chat.close();
});

const connect = async (node: ChatNode, userId: string): Promise<Peer> => {
  const peer = await node.peer(userId);
  peers.push(peer);
  return peer;
};

const create = async (type: Channel['type']): Promise<string> => {
  const owner = { kind: 'user', userId: ann, isAdmin: false } as const;
  return (await one.channels.create(owner, { name: 'general', type, memberIds: [ben] })).id;
};

const subscribe = async (peer: Peer, channelId: string): Promise<void> => {
  peer.send({ type: 'subscribe', id: 1, channelId });
  await peer.next('subscribed');
};

/** What a peer hears of a user, until one of the statuses comes. */
const heardUntil = async (peer: Peer, userId: string, last: UserStatus): Promise<UserStatus[]> => {
  const heard: UserStatus[] = [];
  while (heard.at(-1) !== last) {
    const frame = await peer.next('presence');
    if (frame.userId === userId) heard.push(frame.status);
  }
  return heard;
};

const heardSoFar = async (peer: Peer): Promise<string[]> => {
  peer.send({ type: 'ping', t: 0 });
  const heard: string[] = [];
  for (;;) {
    const frame = await peer.nextOfAny();
    if (frame.type === 'pong') return heard;
    if (frame.type === 'presence') heard.push(frame.userId);
  }
};

describe('news of a user on one node', () => {
  it('go to members of a private channel on all, from the first connection anywhere to the last, once', async () => {
    await create('private');
    const listeners = [await connect(one, ben), await connect(two, ben)];
    const [first, second] = [await connect(one, ann), await connect(two, ann)];
    for (const listener of listeners) expect(await heardUntil(listener, ann, 'online')).toEqual(['online']);
    first.end();
    await first.closed();
    second.send({ type: 'status', status: 'busy' });
    for (const listener of listeners) expect(await heardUntil(listener, ann, 'busy')).toEqual(['busy']);
    second.end();
    for (const listener of listeners) expect(await heardUntil(listener, ann, 'offline')).toEqual(['offline']);
    const again = await connect(one, ann);
    again.send({ type: 'status', status: 'away' });
    for (const listener of listeners) expect(await heardUntil(listener, ann, 'away')).toContain('away');
  });

  it('go to those who are subscribed to the same public channel on another, and to nobody else there', async () => {
    const channelId = await create('public');
    const [listener, stranger] = [await connect(two, ben), await connect(two, await chat.user('Eve'))];
    await subscribe(listener, channelId);
    const connection = await connect(one, ann);
    await subscribe(connection, channelId);
    expect(await heardUntil(listener, ann, 'online')).toEqual(['online']);
    connection.end();
    expect(await heardUntil(listener, ann, 'offline')).toEqual(['offline']);
    expect(await heardSoFar(stranger)).toEqual([]);
  });

  it('do not go to who was removed from the channel', async () => {
    const channelId = await create('private');
    const owner = { kind: 'user', userId: ann, isAdmin: false } as const;
    const eve = await chat.user('Eve');
    await one.channels.addMember(owner, channelId, eve);
    const [listener, other] = [await connect(two, ben), await connect(two, eve)];
    await subscribe(listener, channelId);
    await one.channels.removeMember(owner, channelId, ben);
    await listener.next('unsubscribed');
    await subscribe(await connect(one, ann), channelId);
    expect(await heardUntil(other, ann, 'online')).toEqual(['online']);
    expect(await heardSoFar(listener)).not.toContain(ann);
  });
});

describe('the topic of presence', () => {
  it('carries thousands of users, and passes over what it does not understand', async () => {
    const heard = new Map<string, readonly string[]>();
    let onHeard = (): void => undefined;
    const topics = [
      new PresenceTopic(one.bus, () => undefined),
      new PresenceTopic(two.bus, (hints) => {
        for (const [userId, channelIds] of hints) heard.set(userId, channelIds);
        onHeard();
      }),
    ];
    const said = new Map(Array.from({ length: 2_500 }, (_, index) => [`user-${index}`, [`channel-${index}`]]));
    one.bus.publish('presence', [Buffer.from('{"users":')]);
    one.bus.publish('presence', [Buffer.from('[["user"]]')]);
    topics[0]?.publish(said);
    await new Promise<void>((resolve) => {
      onHeard = () => {
        if (heard.size === said.size) resolve();
      };
      onHeard();
    });
    expect(heard).toEqual(said);
    for (const topic of topics) topic.close();
  });
});
