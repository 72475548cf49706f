import type { Cache, CachePolicy } from '../cache/index.js';
import type { PresenceStore } from '../storage/presence-store.js';
import { searchName } from '../storage/search-name.js';
import type { Store, StoredProfile, UserStore } from '../storage/store.js';

/** Somebody who was found, without his status, which changes all the time. */
type Match = Omit<StoredProfile, 'status' | 'lastSeenAt'>;

/** Who was found, best match first, and by what: a new name knows by it the searches that it may belong to. */
interface KeptSearch {
  readonly name: string;
  readonly matches: readonly Match[];
}

/** Letters by which searches are dropped: one would drop far more of them, three would save little. */
const TAG_LETTERS = 2;

const tagOf = (start: string): string => `search:${start}`;

const policy: CachePolicy<KeptSearch> = {
  group: 'search',
  // Bounds what an invalidation costs that another node did not hear of.
  ttlMs: 10_000,
  tags: ({ name }) => [tagOf(wordsOf(name)[0]?.slice(0, TAG_LETTERS) ?? '')],
  sizeBytes: ({ name, matches }) =>
    matches.reduce((sum, match) => sum + 200 + 2 * (match.name.length + match.email.length), 2 * name.length),
};

/**
 * Search for users whose matches are kept for some seconds, as many people type the same beginnings. Statuses are read
 * each time, by their keys, so that they are never older than the question.
 */
export class UserSearch {
  readonly #users: Pick<UserStore, 'search'>;
  readonly #presence: Pick<PresenceStore, 'find'>;
  readonly #cache: Cache;

  constructor({ users, presence }: Pick<Store, 'users' | 'presence'>, cache: Cache) {
    this.#users = users;
    this.#presence = presence;
    this.#cache = cache;
  }

  /** As `UserStore.search`. @throws {ChatError} `unavailable` */
  async find(text: string, limit: number): Promise<StoredProfile[]> {
    const name = searchName(text);
    if (name === '') return [];
    const kept = await this.#cache.getOrLoad(`${limit}:${name}`, policy, () => this.#search(name, limit));
    return this.#withStatuses(kept?.matches ?? []);
  }

  /** There is somebody of this name now, or no more: searches that he may belong to are made anew. Never rejects. */
  async changed(userName: string): Promise<void> {
    // What finds him begins with a word that one of his begins with.
    const starts = wordsOf(searchName(userName)).flatMap((word) => [word.slice(0, 1), word.slice(0, TAG_LETTERS)]);
    if (starts.length > 0) await this.#cache.dropTags(...new Set(starts.map(tagOf)));
  }

  async #search(name: string, limit: number): Promise<KeptSearch> {
    const profiles = await this.#users.search(name, limit);
    return { name, matches: profiles.map(({ id, name, email, avatarUrl }) => ({ id, name, email, avatarUrl })) };
  }

  async #withStatuses(matches: readonly Match[]): Promise<StoredProfile[]> {
    const presences = await this.#presence.find(matches.map(({ id }) => id));
    const byId = new Map(presences.map((presence) => [presence.userId, presence]));
    return matches.flatMap((match) => {
      const presence = byId.get(match.id);
      return presence ? [{ ...match, status: presence.status, lastSeenAt: presence.lastSeenAt }] : [];
    });
  }
}

const wordsOf = (name: string): string[] => name.split(' ').filter(Boolean);
