import { Buffer } from 'node:buffer';
import type { Author } from '@chatwatch/client';
import { z } from 'zod';
import type { Cache, CachePolicy } from '../cache/index.js';
import type { UserStore } from '../storage/store.js';
import { presentAuthor } from './present.js';

const authorSchema = z.strictObject({ id: z.string(), name: z.string(), avatarUrl: z.string().nullable() });

/** Marks everything that shows the author. */
export const authorTag = (id: string): string => `author:${id}`;

const policy: CachePolicy<Author> = {
  group: 'authors',
  ttlMs: 300_000,
  graceMs: 3_600_000,
  absentTtlMs: 10_000,
  tags: ({ id }) => [authorTag(id)],
  sizeBytes: ({ id, name, avatarUrl }) => 100 + 2 * (id.length + name.length + (avatarUrl?.length ?? 0)),
  codec: {
    encode: (author) => Buffer.from(JSON.stringify(author)),
    decode: (bytes) => authorSchema.parse(JSON.parse(bytes.toString())),
  },
};

/** Names and pictures of authors, read in one batch and kept: every page of history and every message needs them. */
export class Authors {
  readonly #users: UserStore;
  readonly #cache: Cache;

  constructor(users: UserStore, cache: Cache) {
    this.#users = users;
    this.#cache = cache;
  }

  /** One author, at once and without a promise where he is in memory; undefined without an account. */
  find(id: string): Author | undefined | Promise<Author | undefined> {
    return this.#cache.getOrLoad(id, policy, this.#loadOne);
  }

  /** Authors by id; ids without an account are missing from the map. One query at most. */
  load(ids: Iterable<string>): Promise<Map<string, Author>> {
    return this.#cache.getOrLoadMany(ids, policy, this.#loadMany);
  }

  /** The name or the picture has changed: the author and all that shows him is read anew. */
  changed(id: string): Promise<void> {
    return this.#cache.dropTags(authorTag(id));
  }

  readonly #loadMany = async (ids: readonly string[]): Promise<Map<string, Author>> => {
    const stored = await this.#users.findAuthors(ids);
    return new Map(stored.map((author) => [author.id, presentAuthor(author)]));
  };

  readonly #loadOne = async (id: string): Promise<Author | undefined> => (await this.#loadMany([id])).get(id);
}
