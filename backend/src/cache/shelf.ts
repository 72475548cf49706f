import { LRUCache } from 'lru-cache';
import { type CacheGroupEvent, type CacheLookupEvent, events } from '../events.js';
import type { CacheGroup } from './groups.js';
import type { TagIndex } from './tag-index.js';

/** What an entry takes beside its key and value: the entry, its places in the LRU and the map. */
const ENTRY_BYTES = 200;
const TAG_BYTES = 100;

/** A value in memory. Times are on the cache's clock, milliseconds. */
export interface Entry {
  readonly key: string;
  readonly shelf: Shelf;
  /** Undefined: it is known that there is none. */
  readonly value: unknown;
  readonly freshUntil: number;
  /** Until then it is given out while it is renewed. */
  readonly usableUntil: number;
  readonly tags: readonly string[];
}

/** A load that others may join. */
export interface PendingLoad {
  readonly promise: Promise<unknown>;
  /** Its value may turn out to carry any tag. */
  readonly isTagged: boolean;
  /** Set by an invalidation: who asked before it gets the value, but it is not kept. */
  isOutdated: boolean;
}

/** The memory of one group: entries bounded by bytes, the least lately used go first; and the loads under way. */
export class Shelf {
  readonly group: CacheGroup;
  readonly loads = new Map<string, PendingLoad>();
  readonly hit: CacheLookupEvent;
  readonly stale: CacheLookupEvent;
  readonly miss: CacheLookupEvent;
  readonly itself: CacheGroupEvent;
  readonly #entries: LRUCache<string, Entry>;
  readonly #tags: TagIndex<Entry>;

  constructor(group: CacheGroup, maxBytes: number, tags: TagIndex<Entry>) {
    this.group = group;
    this.hit = { level: 'l1', group, result: 'hit' };
    this.stale = { level: 'l1', group, result: 'stale' };
    this.miss = { level: 'l1', group, result: 'miss' };
    this.itself = { group };
    this.#tags = tags;
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      dispose: (entry, _key, reason) => {
        tags.remove(entry);
        if (reason === 'evict' && events.cacheEviction.hasSubscribers) events.cacheEviction.publish(this.itself);
      },
    });
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** Keeps an entry in the place of an earlier one; one larger than the whole shelf is not kept. */
  put(entry: Entry, valueBytes: number): void {
    const sizeBytes = Math.ceil(ENTRY_BYTES + 2 * entry.key.length + TAG_BYTES * entry.tags.length + valueBytes);
    this.#entries.set(entry.key, entry, { size: sizeBytes });
    if (this.#entries.peek(entry.key) === entry) this.#tags.add(entry);
  }

  drop(key: string): void {
    this.#entries.delete(key);
    this.outdate(key);
  }

  clear(): void {
    for (const key of this.keys()) this.drop(key);
  }

  /** Whoever asks from now on does not join the load that is under way. */
  outdate(key: string): void {
    const load = this.loads.get(key);
    if (!load) return;
    load.isOutdated = true;
    this.loads.delete(key);
  }

  /** Which tags a load's value will carry is not known before it is there, so every one that may is meant. */
  outdateTagged(): void {
    for (const [key, { isTagged }] of [...this.loads]) if (isTagged) this.outdate(key);
  }

  /** Keys with a value or a load under way. */
  keys(): string[] {
    return [...new Set([...this.#entries.keys(), ...this.loads.keys()])];
  }
}
