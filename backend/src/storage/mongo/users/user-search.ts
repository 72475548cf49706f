import type { Filter } from 'mongodb';
import { searchName } from '../../search-name.js';
import type { StoredProfile, UserStore } from '../../store.js';
import type { Calls } from '../calls/calls.js';
import type { Database, UserDocument } from '../collections.js';
import { WAITS } from '../limits.js';

/** Words of a query that count. */
const WORDS = 6;

/** Names taken by beginnings of words before they are ranked: thousands may have a word that begins with two letters. */
const CANDIDATES = 200;

/** Sorts after whatever may follow a beginning. */
const AFTER_ALL = '\u{10ffff}';

const PROFILE_FIELDS = {
  _id: 0,
  id: '$_id',
  name: 1,
  email: 1,
  avatarUrl: 1,
  status: 1,
  lastSeenAt: 1,
  searchName: 1,
} as const;

interface Found extends StoredProfile {
  readonly searchName: string;
}

/**
 * A word as the text index takes it: letters and digits alone are one term to its tokenizer, of everything else it has
 * its own mind (it would split `☆` off and take `-` for "not"), so that is spelt in hexadecimal digits.
 */
export const toTextTerm = (word: string): string =>
  /^[a-z\d]+$/.test(word) ? `w${word}` : `x${Buffer.from(word).toString('hex')}`;

/**
 * Search for users by name: one kind of match after the other, best first, until there are enough. Whole words come
 * from the text index by its score, which puts short names first; names that begin with what was asked and beginnings
 * of words, which it does not know, from ranges of two other indexes. No query is built of more than plain values.
 */
export const createUserSearch = (users: Database['users'], calls: Calls): UserStore['search'] => {
  const find = (filter: Filter<UserDocument>, sort: Parameters<typeof options>[0], limit: number): Promise<Found[]> =>
    calls.read('find', 'users', () =>
      users.find<Found>({ ...filter, isDisabled: false }, { ...options(sort), limit }).toArray(),
    );

  const namesFrom = (name: string, limit: number): Promise<Found[]> =>
    find({ searchName: { $gte: name, $lt: name + AFTER_ALL } }, { searchName: 1, _id: 1 }, limit);

  const byWholeWords = (words: readonly string[], limit: number): Promise<Found[]> => {
    const text = { $search: words.map(toTextTerm).join(' ') };
    const sort = { score: { $meta: 'textScore' }, searchName: 1, _id: 1 } as const;
    return find({ $text: text, searchWords: { $all: [...words] } }, sort, limit);
  };

  const byBeginnings = async (words: readonly string[], beginnings: number): Promise<Found[]> => {
    const conditions = words.map((word, index) =>
      index < words.length - beginnings
        ? { searchWords: word }
        : { searchWords: { $elemMatch: { $gte: word, $lt: word + AFTER_ALL } } },
    );
    const found = await find({ $and: conditions }, undefined, CANDIDATES);
    // The shortest first: what was asked for is the largest part of it.
    return found.sort((a, b) => a.searchName.length - b.searchName.length || (a.searchName < b.searchName ? -1 : 1));
  };

  return async (text, limit) => {
    const name = searchName(text);
    if (name === '') return [];
    const words = name.split(' ').slice(0, WORDS);
    const ranked = new Ranking(limit);
    const names = await namesFrom(name, limit);
    // In the order of the index a name comes before itself with a further word, and that before longer words.
    const isWhole = ({ searchName: found }: Found): boolean => found === name || found.startsWith(`${name} `);
    ranked.add(names.filter(isWhole));
    if (!ranked.isFull) ranked.add(await byWholeWords(words, limit));
    ranked.add(names);
    if (!ranked.isFull) ranked.add(await byBeginnings(words, 1));
    if (!ranked.isFull && words.length > 1) ranked.add(await byBeginnings(words, words.length));
    return ranked.profiles;
  };
};

const options = (sort: Record<string, 1 | { readonly $meta: 'textScore' }> | undefined) => ({
  projection: PROFILE_FIELDS,
  maxTimeMS: WAITS.serverReadMs,
  ...(sort && { sort }),
});

/** Matches in the order in which they were added, each once, up to a limit. */
class Ranking {
  readonly #limit: number;
  readonly #found = new Map<string, StoredProfile>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#found.size >= this.#limit;
  }

  get profiles(): StoredProfile[] {
    return [...this.#found.values()];
  }

  add(found: readonly Found[]): void {
    for (const match of found) {
      if (this.isFull) return;
      if (!this.#found.has(match.id)) this.#found.set(match.id, toProfile(match));
    }
  }
}

const toProfile = ({ id, name, email, avatarUrl, status, lastSeenAt }: Found): StoredProfile => ({
  id,
  name,
  email,
  avatarUrl,
  status,
  lastSeenAt,
});
