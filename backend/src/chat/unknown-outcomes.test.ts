import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cache } from '../cache/index.js';
import { events } from '../events.js';
import type { ChatSocket } from '../realtime/chat-socket.js';
import { Rooms } from '../realtime/rooms.js';
import { WritePass } from '../realtime/write-pass.js';
import { openSqliteStore } from '../storage/sqlite/index.js';
import { StoreTimeout } from '../storage/errors.js';
import type { MessageStore, Store } from '../storage/store.js';
import { ChannelAccess } from './access.js';
import type { UserActor } from './actor.js';
import { Authors } from './authors.js';
import { HistoryPages } from './history/pages.js';
import { newId } from './ids.js';
import { Messages } from './messages.js';
import { newUser } from './users.js';

let directory: string;
let store: Store;
let ann: UserActor;
let channelId: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-repetition-'));
  store = await openSqliteStore({ directory });
  const user = newUser({ name: 'Ann', email: 'ann@example.org', password: '' }, 'hash', 'user');
  await store.users.create(user);
  ann = { kind: 'user', userId: user.id, isAdmin: false };
  channelId = newId();
  const channel = { id: channelId, name: 'room', type: 'public', ownerId: ann.userId, createdAt: 0 } as const;
  await store.channels.create(channel, [ann.userId]);
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

/** Chat over the store, with a reader of the channel who is live. */
const startNode = async (append: MessageStore['append'] = (message) => store.messages.append(message)) => {
  const cache = new Cache({ maxBytes: 1_000_000 });
  const authors = new Authors(store.users, cache);
  const access = new ChannelAccess(store.channels, cache);
  const pages = new HistoryPages({ store: store.messages, authors, cache });
  const rooms = new Rooms(new WritePass());
  const discardFiles = (): void => undefined;
  const messages = new Messages({
    store: { ...store.messages, append },
    access,
    authors,
    publisher: rooms,
    pages,
    discardFiles,
  });
  rooms.connect(messages);
  // It has the room kept; nothing is ever written to it, as it does not go live.
  const socket: Partial<ChatSocket> = {};
  const { room } = rooms.join(socket as ChatSocket, channelId);
  await room.open();
  return { messages, room };
};

const filled = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = events.holeFilled.subscribe(() => {
      stop();
      resolve();
    });
  });

describe('a write whose outcome nobody learned', () => {
  it('reaches readers all the same, once it shows in the log', async () => {
    const { messages, room } = await startNode(async (message) => {
      await store.messages.append(message);
      throw new StoreTimeout(1);
    });
    const head = await store.messages.head(channelId);
    const got = filled();
    await expect(messages.send(ann, { channelId, clientId: 'c2', content: 'hello' })).rejects.toThrow(StoreTimeout);
    expect(room.head).toBe(head);
    await got;
    expect(room.head).toBe(head + 1);
  });
});

describe('a repetition of a write whose outcome nobody learned', () => {
  it('lets readers have what was stored, of a send, an edit and a deletion', async () => {
    const { messages, room } = await startNode();
    const { head } = room;
    const message = { channelId, authorId: ann.userId, clientId: 'c1', content: 'hello', createdAt: 0 };
    const stored = await store.messages.append(message);
    if (stored.outcome !== 'stored') throw new Error(stored.outcome);
    const { seq: target } = stored.message;
    let got = filled();
    expect(await messages.send(ann, { channelId, clientId: 'c1', content: 'hello' })).toMatchObject({
      isDuplicate: true,
    });
    await got;
    expect(room.head).toBe(head + 1);

    await store.messages.edit(channelId, target, 'changed', 1);
    got = filled();
    expect(await messages.edit(ann, channelId, target, 'changed')).toMatchObject({ seq: head + 2 });
    await got;
    expect(room.head).toBe(head + 2);

    await store.messages.delete(channelId, target, 2);
    got = filled();
    expect(await messages.delete(ann, channelId, target)).toMatchObject({ seq: head + 3 });
    await got;
    expect(room.head).toBe(head + 3);
  });
});
