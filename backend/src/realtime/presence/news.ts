import type { PresenceFrame, UserStatus } from '@chatwatch/client';
import { LRUCache } from 'lru-cache';
import { presentPresence } from '../../chat/present.js';
import type { StoredPresence } from '../../storage/presence-store.js';

/** Users of whom this node remembers what it told last. */
const REMEMBERED = 20_000;

/** Where news come from. */
export interface Origin {
  /** It happened on this node, so that the others have to hear of it. */
  readonly isOwn: boolean;
  /** Channels that he is subscribed to on other nodes. */
  readonly channelIds: ReadonlySet<string>;
}

export const OWN: Origin = { isOwn: true, channelIds: new Set() };
export const FOREIGN: Origin = { isOwn: false, channelIds: new Set() };

/** The same was learned twice. */
export const joined = (one: Origin, other: Origin): Origin => ({
  isOwn: one.isOwn || other.isOwn,
  channelIds: new Set([...one.channelIds, ...other.channelIds]),
});

/** Something to tell of a user. */
interface Item extends Origin {
  readonly presence: StoredPresence;
}

/** What was told of a user last, and in which channels for his subscription there. */
interface Told {
  readonly status: UserStatus;
  readonly channelIds: readonly string[];
}

/**
 * What is to be told. The same may be learned more than once, from the write, from another node and from the store, and
 * is told once: what the listeners of this node were told last is remembered, and what changed back is no news.
 */
export class News {
  readonly #told = new LRUCache<string, Told>({ max: REMEMBERED });
  readonly #items = new Map<string, Item>();

  get size(): number {
    return this.#items.size;
  }

  add(presence: StoredPresence, { isOwn, channelIds }: Origin): void {
    const { userId } = presence;
    const before = this.#items.get(userId);
    this.#items.delete(userId);
    if (this.isTold(presence)) return;
    this.#items.set(userId, { presence, ...(before ? joined(before, { isOwn, channelIds }) : { isOwn, channelIds }) });
  }

  /** Whether it is what the listeners here were told last. */
  isTold({ userId, status }: StoredPresence): boolean {
    return this.#told.get(userId)?.status === status;
  }

  /**
   * By user the channels that he is subscribed to on other nodes: those that these named, or else where he was told of
   * last, as when his node was killed or its message lost.
   * @param isKnown whether his subscriptions on this node are known
   */
  subjects(isKnown: (userId: string) => boolean): Map<string, Iterable<string>> {
    return new Map(
      Array.from(this.#items, ([userId, { channelIds }]) => {
        const isNamed = channelIds.size > 0 || isKnown(userId);
        return [userId, isNamed ? channelIds : (this.#told.get(userId)?.channelIds ?? [])];
      }),
    );
  }

  frames(): Map<string, PresenceFrame> {
    return new Map(Array.from(this.#items, ([userId, { presence }]) => [userId, frameOf(presence)]));
  }

  /** What the other nodes have to hear of. @param subscribed by user the channels where he is subscribed */
  own(subscribed: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
    const own = [...this.#items].filter(([, { isOwn }]) => isOwn);
    return new Map(own.map(([userId]) => [userId, subscribed.get(userId) ?? []]));
  }

  /** All of it was told. @param subscribed as for `own` */
  clear(subscribed: ReadonlyMap<string, readonly string[]>): void {
    for (const [userId, { presence }] of this.#items) {
      this.#told.set(userId, { status: presence.status, channelIds: subscribed.get(userId) ?? [] });
    }
    this.#items.clear();
  }
}

const frameOf = (presence: StoredPresence): PresenceFrame => ({
  type: 'presence',
  ...presentPresence(presence),
});
