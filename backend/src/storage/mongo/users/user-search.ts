import type { Document } from 'mongodb';
import { searchName } from '../../search-name.js';
import type { StoredProfile, UserStore } from '../../store.js';
import type { Calls } from '../calls/calls.js';
import type { Database } from '../collections.js';
import { WORDS_INDEX } from '../indexes.js';
import { WAITS } from '../limits.js';
import { Ranking } from './ranking.js';
import { toTextTerm } from './text-term.js';

/** Words of a query that count. */
const WORDS = 6;

/** Names that the text index may score for one search: it scores all that match before it knows the best. */
const SCORED = 1_000;

/** Names looked at for those that have every word, and taken of these before they are ranked. */
const EXAMINED = 10_000;
const CANDIDATES = 200;

/** Sorts after whatever may follow a beginning. */
const AFTER_ALL = '\u{10ffff}';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;
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
 * Search for users by name: one kind of match after the other, best first, until there are enough, and each over a
 * bounded number of names, however common the words are. Whole words come from the text index by its score, which puts
 * short names first; names that begin with what was asked, and beginnings of words, from ranges of other indexes, as
 * the text index knows neither. No query is built of more than plain values.
 */
export const createUserSearch = ({ db, users }: Database, calls: Calls): UserStore['search'] => {
  const find = (work: () => Promise<Found[]>): Promise<Found[]> => calls.read('find', 'users', work);

  const namesFrom = (name: string, limit: number): Promise<Found[]> =>
    find(() => {
      const filter = { searchName: { $gte: name, $lt: name + AFTER_ALL }, isDisabled: false };
      const options = { ...BOUNDED, projection: PROFILE_FIELDS, sort: { searchName: 1, _id: 1 }, limit } as const;
      return users.find<Found>(filter, options).toArray();
    });

  /** How many names have a word, counted along the index and no further than what matters. */
  const countOf = (word: string): Promise<number> =>
    calls.read('count', 'users', async () => {
      const query = { searchWords: word, isDisabled: false };
      const command = { count: users.collectionName, query, limit: SCORED + 1, hint: WORDS_INDEX, ...BOUNDED };
      const { n } = await db.command(command);
      return Number(n);
    });

  const byScore = (words: readonly string[], rarest: string, limit: number): Promise<Found[]> =>
    find(() => {
      const filter = { $text: { $search: toTextTerm(rarest) }, searchWords: { $all: [...words] }, isDisabled: false };
      const sort = { score: { $meta: 'textScore' }, searchName: 1, _id: 1 } as const;
      return users.find<Found>(filter, { ...BOUNDED, projection: PROFILE_FIELDS, sort, limit }).toArray();
    });

  const byWords = (words: readonly Document[]): Promise<Found[]> =>
    find(async () => {
      const options = { ...BOUNDED, hint: WORDS_INDEX };
      const found = await users.aggregate<Found>(pipelineOf(words), options).toArray();
      // The shortest first: what was asked for is the largest part of it.
      return found.sort((a, b) => a.searchName.length - b.searchName.length || (a.searchName < b.searchName ? -1 : 1));
    });

  const byWholeWords = async (words: readonly string[], limit: number): Promise<Found[]> => {
    const counts = await Promise.all(words.map(countOf));
    const fewest = Math.min(...counts);
    if (fewest === 0) return [];
    const rarest = words[counts.indexOf(fewest)] ?? '';
    if (fewest <= SCORED) return byScore(words, rarest, limit);
    return byWords(words.map(wholeWord));
  };

  return async (text, limit) => {
    const name = searchName(text);
    if (name === '') return [];
    const words = name.split(' ').slice(0, WORDS);
    const ranking = new Ranking(limit);
    const names = await namesFrom(name, limit);
    // In the order of the index a name comes before itself with a further word, and that before longer words.
    ranking.add(names.filter(({ searchName: found }) => found === name || found.startsWith(`${name} `)));
    if (!ranking.isFull) ranking.add(await byWholeWords(words, limit));
    ranking.add(names);
    const [last = '', ...others] = words.toReversed();
    if (!ranking.isFull) ranking.add(await byWords([...byLength(others).map(wholeWord), beginning(last)]));
    if (!ranking.isFull && others.length > 0) ranking.add(await byWords(byLength(words).map(beginning)));
    return ranking.profiles;
  };
};

const wholeWord = (word: string): Document => ({ searchWords: word });
const beginning = (word: string): Document => ({
  searchWords: { $elemMatch: { $gte: word, $lt: word + AFTER_ALL } },
});

/** The longest first, as the first of the words decides which names are looked at. */
const byLength = (words: readonly string[]): string[] => words.toSorted((a, b) => b.length - a.length);

const pipelineOf = ([first, ...others]: readonly Document[]): Document[] => [
  { $match: { ...first, isDisabled: false } },
  ...(others.length > 0 ? [{ $limit: EXAMINED }, { $match: { $and: others } }] : []),
  { $limit: CANDIDATES },
  { $project: PROFILE_FIELDS },
];
