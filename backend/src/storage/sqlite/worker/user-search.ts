import type { Database } from 'better-sqlite3';
import type { ReadCalls } from '../operations.js';
import type { ProfileRow } from '../rows.js';

/** Words of a query that count: each costs a walk through the list of its beginnings. */
const WORDS = 6;

/** Names taken from the word index before they are ranked: thousands may have a word that begins with two letters. */
const CANDIDATES = 200;

/** Sorts after whatever may follow a beginning. */
const AFTER_ALL = '\u{10ffff}';

const NAMES_FROM_TO =
  'SELECT key FROM search_names WHERE is_active = 1 AND name >= ? AND name < ? ORDER BY name, key LIMIT ?';

/**
 * The shortest first: the words asked for are the largest part of it. That is the order of bm25 among texts that all
 * hold the same words once, without its count of every text that holds one of them (measured: 3 ms for two letters).
 */
const BY_WORDS = `
  SELECT key FROM search_names
   WHERE key IN (SELECT rowid FROM search_words WHERE search_words MATCH ? LIMIT ${CANDIDATES})
   ORDER BY length(name), name, key`;

const PROFILE = 'SELECT id, name, email, avatar_url, status, last_seen_at FROM users WHERE key = ?';

/** Search for users by name. Every step reads a bounded number of rows, however common the words are. */
export function prepareUserSearch(database: Database): Pick<ReadCalls, 'searchUsers'> {
  const namesFromTo = database.prepare<[from: string, to: string, limit: number], number>(NAMES_FROM_TO).pluck();
  const byWords = database.prepare<[match: string], number>(BY_WORDS).pluck();
  const profile = database.prepare<[key: number], ProfileRow>(PROFILE).raw();
  const beginningWith = (text: string, limit: number): number[] => namesFromTo.all(text, text + AFTER_ALL, limit);

  /** From the best kind of match to the weakest; each is asked for only when those before it were too few. */
  const kindsOfMatch = (name: string): ((limit: number) => readonly number[])[] => {
    const words = name.split(' ').slice(0, WORDS);
    return [
      (limit) => namesFromTo.all(name, `${name}\0`, limit),
      (limit) => beginningWith(`${name} `, limit),
      () => byWords.all(matchOf(words, 0)),
      (limit) => beginningWith(name, limit),
      () => byWords.all(matchOf(words, 1)),
      () => byWords.all(matchOf(words, words.length)),
    ];
  };

  return {
    searchUsers(name, limit) {
      const keys = new Set<number>();
      for (const find of kindsOfMatch(name)) {
        // As many more as may have been found before.
        for (const key of find(limit + keys.size)) {
          keys.add(key);
          if (keys.size === limit) break;
        }
        if (keys.size === limit) break;
      }
      return Array.from(keys, (key) => profile.get(key)).filter((row) => row !== undefined);
    },
  };
}

/** FTS5's query for texts with every word; of the last `beginnings` words the beginning is enough. */
const matchOf = (words: readonly string[], beginnings: number): string =>
  words
    .map((word, index) => `"${word.replaceAll('"', '""')}"${index >= words.length - beginnings ? '*' : ''}`)
    .join(' ');
