import type { Author } from '@chatwatch/client';
import { LRUCache } from 'lru-cache';
import type { UserStore } from '../storage/store.js';
import { presentAuthor } from './present.js';

const CACHED_AUTHORS = 20_000;

/** Names and pictures of authors, read in one batch and kept: every page of history and every message needs them. */
export class Authors {
  readonly #users: UserStore;
  readonly #cache = new LRUCache<string, Author>({ max: CACHED_AUTHORS });

  constructor(users: UserStore) {
    this.#users = users;
  }

  /** The author where it is in memory, else undefined: hot paths go on without awaiting. */
  peek(id: string): Author | undefined {
    return this.#cache.get(id);
  }

  /** Authors by id; ids without an account are missing from the map. One query at most. */
  async load(ids: Iterable<string>): Promise<Map<string, Author>> {
    const found = new Map<string, Author>();
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      const author = this.#cache.get(id);
      if (author) found.set(id, author);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    for (const stored of await this.#users.findAuthors(missing)) {
      const author = presentAuthor(stored);
      this.#cache.set(author.id, author);
      found.set(author.id, author);
    }
    return found;
  }
}
