import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HistoryPage, Message } from '@chatwatch/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { Cache } from '../../cache/index.js';
import { events } from '../../events.js';
import { openSqliteStore } from '../../storage/sqlite/index.js';
import type { HistoryQuery, MessageStore, Store } from '../../storage/store.js';
import { ChannelAccess } from '../access.js';
import type { UserActor } from '../actor.js';
import { Authors } from '../authors.js';
import { newId } from '../ids.js';
import { Messages } from '../messages.js';
import { newUser } from '../users.js';
import { HistoryPages } from './pages.js';

let directory: string;
let store: Store;
let ann: UserActor;
let bob: UserActor;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-pages-'));
  store = await openSqliteStore({ directory });
  [ann, bob] = await Promise.all([newActor('ann'), newActor('bob')]);
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const newActor = async (name: string): Promise<UserActor> => {
  const user = newUser({ name, email: `${name}@example.org`, password: '' }, 'hash', 'user');
  await store.users.create(user);
  return { kind: 'user', userId: user.id, isAdmin: false };
};

const newChannel = async (): Promise<string> => {
  const id = newId();
  await store.channels.create({ id, name: 'room', type: 'public', ownerId: ann.userId, createdAt: 0 }, [ann.userId]);
  return id;
};

/** A node: the service's parts over the store that all share. */
const newNode = (
  maxBytes = 1_000_000,
  history: MessageStore['history'] = (query) => store.messages.history(query),
): { messages: Messages; authors: Authors; pages: HistoryPages } => {
  const cache = new Cache({ maxBytes });
  const authors = new Authors(store.users, cache);
  const pages = new HistoryPages({ store: { ...store.messages, history }, authors, cache });
  const access = new ChannelAccess(store.channels, cache);
  const discardFiles = (): void => undefined;
  const publisher = {
    publish: () => undefined,
    reached: () => undefined,
    doubted: () => undefined,
    membersChanged: () => undefined,
    memberRemoved: () => undefined,
  };
  return {
    authors,
    pages,
    messages: new Messages({ store: store.messages, access, authors, publisher, pages, discardFiles }),
  };
};

const read = async (messages: Messages, query: HistoryQuery): Promise<HistoryPage> => {
  const page = await messages.history(ann, query);
  // It is what the service answers; the schema is held to it by the tests of the route.
  return JSON.parse(page.representation.identity.toString()) as HistoryPage;
};

/** Numbers that follow from a seed (mulberry32), so that a failure can be repeated. */
const randomOf = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** What the log of a channel says, by number; all of it is known once every request has been answered. */
type Log = Map<number, Message>;

/** A page as it has to be at a number of the log. */
const expectedPage = (log: Log, { before = Infinity, after, limit }: HistoryQuery, head: number) => {
  const state = new Map<number, Message>();
  for (let seq = 1; seq <= head; seq += 1) {
    const message = log.get(seq);
    if (!message) throw new Error(`nobody was told of number ${seq}`);
    state.set(message.seq, message);
  }
  const inOrder = [...state.values()].sort((a, b) => (after === undefined ? b.seq - a.seq : a.seq - b.seq));
  const matching = inOrder.filter(({ seq }) => seq < before && seq > (after ?? 0));
  return { messages: matching.slice(0, limit), head, hasMore: matching.length > limit };
};

class Play {
  readonly log: Log = new Map();
  readonly reads: { query: HistoryQuery; least: number; page: HistoryPage }[] = [];
  /** Highest number that somebody was told of. */
  acknowledged = 0;
  readonly #messages: Messages;
  readonly #channelId: string;
  readonly #random: (below: number) => number;

  constructor(messages: Messages, channelId: string, random: (below: number) => number) {
    this.#messages = messages;
    this.#channelId = channelId;
    this.#random = random;
  }

  async act(): Promise<void> {
    const kind = this.#random(10);
    if (kind < 5) await this.#read();
    else if (kind < 8) await this.#send();
    else await this.#change(kind === 8);
  }

  #told(seq: number, message: Message): void {
    this.log.set(seq, message);
    this.acknowledged = Math.max(this.acknowledged, seq);
  }

  async #send(): Promise<void> {
    const request = { channelId: this.#channelId, clientId: newId(), content: `text ${this.#random(1_000)}` };
    const actor = this.#random(2) === 0 ? ann : bob;
    const { message } = await this.#messages.send(actor, request);
    this.#told(message.seq, message);
    if (this.#random(10) > 0) return;
    const again = await this.#messages.send(actor, request);
    if (!again.isDuplicate) throw new Error('a repeated send was stored twice');
  }

  async #change(isEdit: boolean): Promise<void> {
    const target = 1 + this.#random(this.acknowledged + 1);
    const actor = this.#random(2) === 0 ? ann : bob;
    const change = isEdit
      ? this.#messages.edit(actor, this.#channelId, target, `edited ${this.#random(3)}`)
      : this.#messages.delete(actor, this.#channelId, target);
    const receipt = await change.catch(() => undefined);
    if (receipt && !this.log.has(receipt.seq)) this.#told(receipt.seq, receipt.message);
  }

  async #read(): Promise<void> {
    const bound = this.#random(this.acknowledged + 3);
    const query: HistoryQuery = {
      channelId: this.#channelId,
      limit: 1 + this.#random(5),
      ...[{}, {}, { before: bound }, { after: bound }][this.#random(4)],
    };
    const least = this.acknowledged;
    this.reads.push({ query, least, page: await read(this.#messages, query) });
  }
}

const seed = Number(process.env.CHATWATCH_TEST_SEED ?? Date.now() % 1_000_000);

describe('pages under interleaved sends, edits, deletions and reads', () => {
  it.each([
    ['with room for all pages', 1_000_000, 4],
    ['with room for a few pages', 12_000, 4],
    ['without any room', 0, 4],
    ['one request at a time', 1_000_000, 1],
  ])(
    `show the log at their head, which no acknowledged number is above, %s (seed ${seed})`,
    async (_, maxBytes, width) => {
      const random = randomOf(seed);
      for (let round = 0; round < 5; round += 1) {
        const { messages } = newNode(maxBytes);
        const play = new Play(messages, await newChannel(), random);
        for (let step = 0; step < 100; step += 1) {
          await Promise.all(Array.from({ length: 1 + random(width) }, () => play.act()));
        }
        for (const { query, least, page } of play.reads) {
          expect(page.head).toBeGreaterThanOrEqual(least);
          expect(page).toEqual(expectedPage(play.log, query, page.head));
        }
      }
    },
  );
});

describe('the newest page', () => {
  let node: ReturnType<typeof newNode>;
  let channelId: string;
  beforeEach(async () => {
    node = newNode();
    channelId = await newChannel();
  });
  const send = (content: string) => node.messages.send(ann, { channelId, clientId: newId(), content });

  it('takes new messages over from what is known, without the store', async () => {
    let loads = 0;
    const stop = events.cacheLoad.subscribe(({ group }) => {
      if (group === 'history') loads += 1;
    });
    await send('first');
    await read(node.messages, { channelId, limit: 2 });
    await send('second');
    await send('third');
    const page = await read(node.messages, { channelId, limit: 2 });
    expect(page.messages.map(({ content }) => content)).toEqual(['third', 'second']);
    expect(page).toMatchObject({ head: 3, hasMore: true });
    stop();
    expect(loads).toBe(1);
  });

  it('is answered without a promise once it is in memory', async () => {
    await send('first');
    await node.messages.history(ann, { channelId, limit: 2 });
    expect(node.messages.history(ann, { channelId, limit: 2 })).not.toBeInstanceOf(Promise);
    await send('second');
    expect(node.messages.history(ann, { channelId, limit: 2 })).not.toBeInstanceOf(Promise);
  });

  it('shows what another node wrote once this one was told that it is there', async () => {
    await send('first');
    await read(node.messages, { channelId, limit: 2 });
    const request = { channelId, clientId: newId(), content: 'elsewhere' };
    await newNode().messages.send(ann, request);
    expect((await node.messages.send(ann, request)).isDuplicate).toBe(true);
    expect((await read(node.messages, { channelId, limit: 2 })).head).toBe(2);
  });

  it('shows an acknowledged message also to who waits for a read of the store that began before it', async () => {
    let release: () => void = () => undefined;
    let isRead: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const wasRead = new Promise<void>((resolve) => (isRead = resolve));
    const slow = newNode(1_000_000, async (query) => {
      const page = await store.messages.history(query);
      isRead();
      await released;
      return page;
    });
    const before = read(slow.messages, { channelId, limit: 2 });
    await wasRead;
    await slow.messages.send(ann, { channelId, clientId: newId(), content: 'first' });
    const after = read(slow.messages, { channelId, limit: 2 });
    release();
    expect((await before).head).toBe(0);
    expect(await after).toMatchObject({ head: 1, messages: [{ content: 'first' }] });
  });

  it('shows the new picture of an author', async () => {
    const { userId } = await newActor('carl');
    await node.messages.send({ kind: 'user', userId, isAdmin: false }, { channelId, clientId: newId(), content: 'x' });
    await read(node.messages, { channelId, limit: 2 });
    const database = new Sqlite(path.join(directory, 'chatwatch.db'));
    database.prepare('UPDATE users SET avatar_url = ? WHERE id = ?').run('/new.png', userId);
    database.close();
    await node.authors.changed(userId);
    expect((await read(node.messages, { channelId, limit: 2 })).messages[0]?.author.avatarUrl).toBe('/new.png');
  });

  it('of several channels is read ahead', async () => {
    const other = await newChannel();
    expect(await node.pages.warm([channelId, other])).toBe(2);
    expect(node.messages.history(ann, { channelId: other, limit: 50 })).toBeInstanceOf(Promise);
    await node.messages.history(ann, { channelId: other, limit: 50 });
    expect(node.messages.history(ann, { channelId: other, limit: 50 })).not.toBeInstanceOf(Promise);
  });
});
