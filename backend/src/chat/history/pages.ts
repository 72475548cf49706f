import { LRUCache } from 'lru-cache';
import type { Cache, CachePolicy } from '../../cache/index.js';
import { StoreUnavailable } from '../../storage/errors.js';
import { Outage } from '../../storage/outage.js';
import type { HistoryQuery, MessageStore, StoredMessage } from '../../storage/store.js';
import { type Authors, authorTag } from '../authors.js';
import { presentMessage, storedMessage } from '../present.js';
import { HeadReader } from './head-reader.js';
import { Page } from './page.js';
import type { PageFeed } from './page-feed.js';
import { ChannelTail, TailEntry } from './tail.js';

/** Channels whose pages are kept up to date; each takes at most some 64 KiB. */
const CHANNELS = 1_000;
const NEWEST_LIMIT = 50;

/**
 * Pages of history, kept as the bytes that are answered. What is sent, edited and deleted on this node is taken over
 * into the pages when they are next read, so that none is ever older than an acknowledged write. Rights are the
 * caller's part.
 */
export class HistoryPages {
  readonly #store: MessageStore;
  readonly #authors: Authors;
  readonly #cache: Cache;
  readonly #policy: CachePolicy<Page>;
  readonly #feed: PageFeed | undefined;
  readonly #heads: HeadReader;
  readonly #outage = new Outage();
  readonly #confirming = new Map<ChannelTail, Promise<void>>();
  readonly #tails = new LRUCache<string, ChannelTail>({
    max: CHANNELS,
    dispose: (tail) => {
      tail.retire();
    },
  });

  /** @param parts.feed where other nodes write to the same store */
  constructor(parts: { store: MessageStore; authors: Authors; cache: Cache; feed?: PageFeed | undefined }) {
    this.#store = parts.store;
    this.#feed = parts.feed;
    this.#heads = new HeadReader(parts.store);
    this.#authors = parts.authors;
    this.#cache = parts.cache;
    const findAuthor = (id: string) => this.#authors.find(id);
    this.#policy = {
      group: 'history',
      ttlMs: 600_000,
      tags: (page) => page.authorIds.map(authorTag),
      sizeBytes: (page) => page.sizeBytes,
      renew: (page) => page.renewed(findAuthor),
    };
  }

  /**
   * At once and without a promise where the page is in memory. While the store is away, a page that was up to date within
   * the last minute, and of which nothing newer is known, is given all the same: its `ageMs` tells.
   * @throws as the store does, by rejection
   */
  read(query: HistoryQuery): Page | Promise<Page> {
    const tail = this.#feed && this.#tails.get(query.channelId);
    if (!tail) return this.#get(query);
    const orOld = (error: unknown): Page => {
      const page = error instanceof StoreUnavailable ? this.#old(query, tail) : undefined;
      if (page) return page;
      throw error;
    };
    if (tail.isFresh) {
      // It may cease to be so before the cache is asked.
      const page = this.#get(query);
      return page instanceof Promise ? page.catch(orOld) : page;
    }
    const confirm = (): Promise<void> => this.#confirm(query.channelId, tail);
    const old = this.#outage.isOn ? this.#old(query, tail) : undefined;
    if (old) {
      this.#outage.probe(confirm);
      return old;
    }
    return confirm().then(() => this.#get(query), orOld);
  }

  #get(query: HistoryQuery): Page | Promise<Page> {
    // A load never finds nothing: an unknown channel has an empty page.
    return this.#cache.getOrLoad(keyOf(query), this.#policy, () => this.#load(query)) as Page | Promise<Page>;
  }

  #old(query: HistoryQuery, tail: ChannelTail): Page | undefined {
    if (!tail.isUsable) return undefined;
    return tail.whileOld(() => this.peek(query))?.old(tail.ageMs);
  }

  /** The page where `read` would give it at once, else undefined. Counts no lookup, see `Cache.peek`. */
  peek(query: HistoryQuery): Page | undefined {
    return this.#cache.peek(keyOf(query), this.#policy);
  }

  /** Counts a lookup that `peek` has answered. */
  countPeek(): void {
    this.#cache.countHit(this.#policy.group);
  }

  /** An entry is durable: to be told before anybody hears of it. @param message in its state after it */
  taken(seq: number, message: StoredMessage): void {
    this.#tails.get(message.channelId)?.add(new TailEntry(seq, message));
  }

  /** An entry turned out to be durable that this node did not write, or did not know that it had. */
  heard(channelId: string, seq: number): void {
    this.#tails.get(channelId)?.hear(seq);
  }

  /** Reads the newest pages of channels ahead. @returns of how many */
  warm(channelIds: readonly string[]): Promise<number> {
    const queries = channelIds.map((channelId) => ({ channelId, limit: NEWEST_LIMIT }));
    return this.#cache.warm(
      queries.map((query) => ({ key: keyOf(query), policy: this.#policy, load: () => this.#load(query) })),
    );
  }

  /** Asks the store whether other nodes have written: a number instead of a page. */
  #confirm(channelId: string, tail: ChannelTail): Promise<void> {
    const underWay = this.#confirming.get(tail);
    if (underWay) return underWay;
    const askedAt = performance.now();
    const confirming = this.#outage
      .watch(() => this.#heads.read(channelId))
      .then((head) => {
        tail.confirm(head, askedAt);
      })
      .finally(() => this.#confirming.delete(tail));
    this.#confirming.set(tail, confirming);
    return confirming;
  }

  async #load(query: HistoryQuery): Promise<Page> {
    const tail = this.#tailOf(query.channelId);
    await tail.ready;
    const askedAt = performance.now();
    const { messages, head, hasMore } = await this.#store.history(query);
    const authors = await this.#authors.load(messages.map(({ authorId }) => authorId));
    const items = messages.map((message) => {
      const { seq, authorId } = message;
      return { seq, authorId, json: JSON.stringify(presentMessage(message, authors.get(authorId))) };
    });
    tail.adopt(head, askedAt);
    return new Page(query, { items, head, hasMore }, tail);
  }

  /** It must be there before the store is read: what is written meanwhile is then known. */
  #tailOf(channelId: string): ChannelTail {
    const known = this.#tails.get(channelId);
    if (known) return known;
    const following = this.#feed?.follow(channelId, (seq, read) => {
      const frame = read?.();
      if (frame?.type === 'message') tail.add(new TailEntry(seq, storedMessage(frame)));
      else tail.hear(seq);
    });
    const tail: ChannelTail = new ChannelTail(following);
    this.#tails.set(channelId, tail);
    return tail;
  }
}

const keyOf = ({ channelId, before, after, limit }: HistoryQuery): string => {
  if (after !== undefined) return `${channelId} after ${after} ${limit}`;
  return before === undefined ? `${channelId} ${limit}` : `${channelId} before ${before} ${limit}`;
};
