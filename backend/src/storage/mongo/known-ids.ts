import { LRUCache } from 'lru-cache';
import type { Collection } from 'mongodb';
import { WAITS } from './limits.js';

/** Ids remembered of each kind; some 10 MB. */
const MAX_REMEMBERED = 100_000;

/**
 * Which ids of users, or of channels, are stored. Neither is ever removed, so what was once found needs no second look:
 * a send costs no query for its author and its channel.
 */
export class KnownIds {
  readonly #collection: Collection<{ _id: string }>;
  readonly #known = new LRUCache<string, true>({ max: MAX_REMEMBERED });

  /** @param collection whose documents have these ids */
  constructor(collection: unknown) {
    this.#collection = collection as Collection<{ _id: string }>; // of its documents only the id is looked at
  }

  /** Those that are not stored, at most one query for all. */
  async missing(ids: Iterable<string>): Promise<Set<string>> {
    const unknown = new Set<string>();
    for (const id of ids) if (this.#known.get(id) === undefined) unknown.add(id);
    if (unknown.size === 0) return unknown;
    const options = { projection: { _id: 1 }, maxTimeMS: WAITS.serverReadMs };
    for (const { _id } of await this.#collection.find({ _id: { $in: [...unknown] } }, options).toArray()) {
      unknown.delete(_id);
      this.#known.set(_id, true);
    }
    return unknown;
  }

  async has(id: string): Promise<boolean> {
    return (await this.missing([id])).size === 0;
  }
}
