import { performance } from 'node:perf_hooks';
import { events } from '../events.js';
import { batched } from './batched.js';
import { type CacheGroup, cacheGroups } from './groups.js';
import { matchesPattern } from './key-pattern.js';
import type { CacheLevel2, Dropped } from './level2.js';
import type { CachePolicy, Load } from './policy.js';
import { SecondLevel } from './second-level.js';
import { type Entry, type PendingLoad, Shelf } from './shelf.js';
import { TagIndex } from './tag-index.js';

/** Share of a time to live by which it is cut at random. */
const JITTER = 0.1;
/** While the source fails, a value past its time is tried to be renewed this often at most, milliseconds. */
const RETRY_MS = 1_000;

export interface CacheOptions {
  /** Memory of level 1 over all groups, bytes. */
  readonly maxBytes: number;
  /** Shared by the nodes; without it there is level 1 alone. */
  readonly level2?: CacheLevel2;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
}

/** What `warm` loads ahead. */
export interface WarmEntry<Value> {
  readonly key: string;
  readonly policy: CachePolicy<Value>;
  readonly load: Load<Value>;
}

/**
 * Keeps what is read often: in memory, bounded by bytes, and on a level that nodes share. What is in memory is answered
 * without a promise: 0.2 us a hit, metrics included, where `bentocache` takes 10 (bench `cache-hit`).
 * @example
 * const cache = new Cache({ maxBytes: 64 * 1024 * 1024 });
 * const user = await cache.getOrLoad('u1', { group: 'authors', ttlMs: 60_000, sizeBytes: () => 200 }, (id) => find(id));
 */
export class Cache {
  readonly #shelves: Readonly<Record<CacheGroup, Shelf>>;
  readonly #tags = new TagIndex<Entry>();
  readonly #level2: SecondLevel | undefined;
  readonly #now: () => number;
  readonly #random: () => number;

  constructor({ maxBytes, level2, now, random }: CacheOptions) {
    const shelf = (group: CacheGroup): Shelf =>
      new Shelf(group, Math.max(1, Math.floor(maxBytes * cacheGroups[group].share)), this.#tags);
    this.#shelves = {
      history: shelf('history'),
      authors: shelf('authors'),
      membership: shelf('membership'),
      search: shelf('search'),
    };
    this.#level2 =
      level2 &&
      new SecondLevel(level2, {
        onDropped: (dropped) => {
          this.#dropHere(dropped);
        },
        onGap: () => {
          for (const shelf of Object.values(this.#shelves))
            if (cacheGroups[shelf.group].isDroppedByNodes) shelf.clear();
        },
      });
    this.#now = now ?? (() => performance.now());
    this.#random = random ?? Math.random;
  }

  /**
   * The value: at once, without a promise, where it is in memory; else from level 2 or by `load`, which runs once
   * however many ask meanwhile. Undefined where there is none.
   * @throws what `load` rejects with, as a rejection, unless a value within its grace can be given
   */
  getOrLoad<Value>(
    key: string,
    policy: CachePolicy<Value>,
    load: Load<Value>,
  ): Value | undefined | Promise<Value | undefined> {
    const shelf = this.#shelves[policy.group];
    const entry = this.#lookUp(shelf, key, policy, load);
    // What a shelf keeps under a key is what was loaded for it under the same policy.
    if (entry) return entry.value as Value | undefined;
    return this.#loadOrJoin(shelf, key, policy, load);
  }

  /**
   * The value where it is in memory, fresh and up to date; undefined otherwise, and where it is known that there is none.
   * Counts nothing, for who may yet turn to `getOrLoad`; who does not calls `countHit`.
   */
  peek<Value>(key: string, policy: CachePolicy<Value>): Value | undefined {
    const shelf = this.#shelves[policy.group];
    const kept = shelf.get(key);
    if (!kept || this.#now() >= kept.freshUntil) return undefined;
    return this.#current(shelf, kept, policy)?.value as Value | undefined; // as in getOrLoad
  }

  /** Counts a lookup that `peek` has answered. */
  countHit(group: CacheGroup): void {
    if (events.cacheLookup.hasSubscribers) events.cacheLookup.publish(this.#shelves[group].hit);
  }

  /** Several values, those that are missing by one call of `loadMany`; keys without a value are not in the map. */
  async getOrLoadMany<Value>(
    keys: Iterable<string>,
    policy: CachePolicy<Value>,
    loadMany: (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  ): Promise<Map<string, Value>> {
    const shelf = this.#shelves[policy.group];
    const load = batched(loadMany);
    const found = new Map<string, Value>();
    const waits: Promise<void>[] = [];
    const put = (key: string, value: Value | undefined): void => {
      if (value !== undefined) found.set(key, value);
    };
    for (const key of new Set(keys)) {
      const entry = this.#lookUp(shelf, key, policy, load);
      if (entry) {
        put(key, entry.value as Value | undefined); // as in getOrLoad
        continue;
      }
      waits.push(
        this.#loadOrJoin(shelf, key, policy, load).then((value) => {
          put(key, value);
        }),
      );
    }
    await Promise.all(waits);
    return found;
  }

  /** Drops keys of a group, here and everywhere; a load that is under way is not kept. Never rejects. */
  dropKeys(group: CacheGroup, ...keys: string[]): Promise<void> {
    this.dropKeysHere(group, ...keys);
    return this.#dropElsewhere({ keys: keys.map((key) => `${group}:${key}`) });
  }

  /** The same on this node alone, for who heard of it from another one. */
  dropKeysHere(group: CacheGroup, ...keys: string[]): void {
    for (const key of keys) this.#shelves[group].drop(key);
  }

  /** Drops all that carry one of the tags, in every group. Never rejects. */
  dropTags(...tags: string[]): Promise<void> {
    this.#dropHere({ tags });
    return this.#dropElsewhere({ tags });
  }

  /** Drops the keys of a group that are of a pattern, in which `*` is any text. Never rejects. */
  async dropPattern(group: CacheGroup, pattern: string): Promise<void> {
    const shelf = this.#shelves[group];
    const matching = (keys: readonly string[]): string[] => keys.filter((key) => matchesPattern(pattern, key));
    const here = matching(shelf.keys());
    for (const key of here) shelf.drop(key);
    if (!this.#level2) return;
    const there = matching(await this.#level2.keys(group));
    await this.dropKeys(group, ...new Set([...here, ...there]));
  }

  /** Loads ahead, a few at a time; what fails is left for whoever asks. @returns how many are in memory now */
  async warm<Value>(entries: Iterable<WarmEntry<Value>>, concurrency = 4): Promise<number> {
    const waiting = entries[Symbol.iterator]();
    let warmed = 0;
    const work = async (): Promise<void> => {
      for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
        const { key, policy, load } = next.value;
        const shelf = this.#shelves[policy.group];
        const isWarm = shelf.get(key) !== undefined;
        const loaded =
          isWarm ||
          (await this.#loadOrJoin(shelf, key, policy, load).then(
            () => true,
            () => false,
          ));
        if (loaded) warmed += 1;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    return warmed;
  }

  /** Hears no more of other nodes. */
  close(): void {
    this.#level2?.close();
  }

  /** The entry that answers, counted; a stale one is renewed behind the caller's back. */
  #lookUp<Value>(shelf: Shelf, key: string, policy: CachePolicy<Value>, load: Load<Value>): Entry | undefined {
    const kept = shelf.get(key);
    const now = this.#now();
    const entry = kept && now < kept.usableUntil ? this.#current(shelf, kept, policy) : undefined;
    const isFresh = entry !== undefined && now < entry.freshUntil;
    if (events.cacheLookup.hasSubscribers) {
      events.cacheLookup.publish(entry ? (isFresh ? shelf.hit : shelf.stale) : shelf.miss);
    }
    if (entry && !isFresh) this.#refresh(shelf, entry, policy, load);
    return entry;
  }

  /** The entry as `renew` brings it up to date, undefined where it cannot. */
  #current<Value>(shelf: Shelf, entry: Entry, policy: CachePolicy<Value>): Entry | undefined {
    if (!policy.renew || entry.value === undefined) return entry;
    const value = policy.renew(entry.value as Value); // as in getOrLoad
    if (value === entry.value) return entry;
    if (value === undefined) return undefined;
    const renewed = { ...entry, value, tags: policy.tags?.(value) ?? [] };
    shelf.put(renewed, policy.sizeBytes(value));
    return renewed;
  }

  #refresh<Value>(shelf: Shelf, entry: Entry, policy: CachePolicy<Value>, load: Load<Value>): void {
    if (shelf.loads.has(entry.key)) return;
    this.#startLoad(shelf, entry.key, policy, load).catch(() => {
      // The source fails: the value goes on being used, and the source is left in peace for a while.
      if (shelf.get(entry.key) !== entry) return;
      const freshUntil = Math.min(this.#now() + RETRY_MS, entry.usableUntil);
      shelf.put({ ...entry, freshUntil }, entry.value === undefined ? 0 : policy.sizeBytes(entry.value as Value));
    });
  }

  async #loadOrJoin<Value>(
    shelf: Shelf,
    key: string,
    policy: CachePolicy<Value>,
    load: Load<Value>,
  ): Promise<Value | undefined> {
    for (;;) {
      const underWay = shelf.loads.get(key);
      if (!underWay) return this.#startLoad(shelf, key, policy, load);
      if (events.cacheLoadShared.hasSubscribers) events.cacheLoadShared.publish(shelf.itself);
      const value = (await underWay.promise) as Value | undefined; // as in getOrLoad
      if (!policy.renew || value === undefined) return value;
      // That load may have begun before what the caller knows of.
      const kept = shelf.get(key);
      const entry = kept && this.#current(shelf, kept, policy);
      const current = entry ? (entry.value as Value | undefined) : policy.renew(value);
      if (current !== undefined) return current;
    }
  }

  #startLoad<Value>(
    shelf: Shelf,
    key: string,
    policy: CachePolicy<Value>,
    load: Load<Value>,
  ): Promise<Value | undefined> {
    // A turn later, when the load is among those under way.
    const promise: Promise<Value | undefined> = Promise.resolve().then(async () => {
      try {
        return await this.#load(shelf, key, policy, load, pending);
      } finally {
        if (shelf.loads.get(key) === pending) shelf.loads.delete(key);
      }
    });
    const pending: PendingLoad = { promise, isTagged: policy.tags !== undefined, isOutdated: false };
    shelf.loads.set(key, pending);
    return promise;
  }

  async #load<Value>(
    shelf: Shelf,
    key: string,
    policy: CachePolicy<Value>,
    load: Load<Value>,
    pending: PendingLoad,
  ): Promise<Value | undefined> {
    const shared = await this.#level2?.get(shelf.group, key, policy);
    if (shared?.found) {
      const { value, remainingMs } = shared.found;
      if (!pending.isOutdated) this.#keep(shelf, key, policy, value, remainingMs);
      return value;
    }
    try {
      const value = await timed(shelf, () => load(key));
      const ttlMs = this.#jittered(value === undefined ? (policy.absentTtlMs ?? 0) : policy.ttlMs);
      if (pending.isOutdated || ttlMs === 0) return value;
      this.#keep(shelf, key, policy, value, ttlMs);
      shared?.set(value, ttlMs);
      return value;
    } finally {
      shared?.release();
    }
  }

  #keep<Value>(shelf: Shelf, key: string, policy: CachePolicy<Value>, value: Value | undefined, ttlMs: number): void {
    const freshUntil = this.#now() + ttlMs;
    const usableUntil = freshUntil + (policy.graceMs ?? 0);
    const tags = value === undefined ? [] : (policy.tags?.(value) ?? []);
    shelf.put({ key, shelf, value, freshUntil, usableUntil, tags }, value === undefined ? 0 : policy.sizeBytes(value));
  }

  #jittered(ttlMs: number): number {
    return ttlMs * (1 - JITTER * this.#random());
  }

  #dropHere({ keys = [], tags = [] }: Dropped): void {
    for (const key of keys) {
      const [group, rest] = splitKey(key);
      // Another release's node may know groups that this one does not.
      if (group in this.#shelves) this.#shelves[group as CacheGroup].drop(rest);
    }
    if (tags.length === 0) return;
    for (const shelf of Object.values(this.#shelves)) shelf.outdateTagged();
    for (const tag of tags) for (const entry of this.#tags.under(tag)) entry.shelf.drop(entry.key);
  }

  async #dropElsewhere(dropped: Dropped): Promise<void> {
    await this.#level2?.drop(dropped);
  }
}

const splitKey = (key: string): [group: string, rest: string] => {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
};

const timed = async <Value>({ group }: Shelf, load: () => Promise<Value>): Promise<Value> => {
  const startedAt = performance.now();
  try {
    return await load();
  } finally {
    if (events.cacheLoad.hasSubscribers) {
      events.cacheLoad.publish({ group, durationSeconds: (performance.now() - startedAt) / 1000 });
    }
  }
};
