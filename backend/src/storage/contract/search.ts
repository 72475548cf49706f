import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import { createUser, newId } from './fixtures.js';

/** Letters that no other test's names have, so that the users of one test are found by it alone. */
const newWord = (): string => `q${newId().replaceAll('-', '')}`;

export function describeSearch(store: CurrentStore): void {
  const namesFound = async (text: string, limit = 20): Promise<string[]> =>
    (await store().users.search(text, limit)).map(({ name }) => name);

  describe('search for users', () => {
    it('shows of a user what others may see, and the e-mail', async () => {
      const word = newWord();
      const { id, email } = await createUser(store(), { name: word, avatarUrl: '/a.png', lastSeenAt: 17 });
      expect(await store().users.search(word, 20)).toEqual([
        { id, name: word, email, avatarUrl: '/a.png', status: 'offline', lastSeenAt: 17 },
      ]);
    });

    it('puts the name itself before whole words, and those before beginnings of words', async () => {
      const word = newWord();
      const byRank = [word, `${word} Zett`, `Abe ${word}`, `${word}a Abe`, `Abe ${word}a`];
      for (const name of byRank.toReversed()) await createUser(store(), { name });
      expect(await namesFound(word)).toEqual(byRank);
      expect(await namesFound(word, 3)).toEqual(byRank.slice(0, 3));
    });

    it('needs every word, in any order, of which beginnings are enough', async () => {
      const [first, last] = [newWord(), newWord()];
      const name = `${first} ${last}`;
      await createUser(store(), { name });
      await createUser(store(), { name: first });
      for (const text of [name, `${last} ${first}`, `${first} ${last.slice(0, 8)}`, `${last.slice(0, 8)} ${first}`]) {
        expect(await namesFound(text)).toEqual([name]);
      }
      expect(await namesFound(`${first} ${newWord()}`)).toEqual([]);
    });

    it('puts who has the first words whole before those who have beginnings alone', async () => {
      const [first, last] = [newWord(), newWord()];
      const byRank = [`${first} Abel ${last}s`, `${first}s ${last}s`];
      for (const name of byRank.toReversed()) await createUser(store(), { name });
      expect(await namesFound(`${first} ${last}`)).toEqual(byRank);
    });

    it.each([
      ['case', 'ABC', 'abc'],
      ['accents', 'Ångström Zoë', 'angstrom zoe'],
      ['accents of the query', 'Angstrom Zoe', 'Ångström Zoë'],
      ['accents taken apart', 'Zoe\u0308', 'Zoë'],
      ['letters that lack a key', 'Łukasz Strauß', 'lukasz strauss'],
      ['full width', 'ＡＢＣ', 'abc'],
      ['punctuation', 'O’Brien-Smith', "o'brien smith"],
      ['directions of writing', '\u202eדנה\u202c', 'דנה'],
      ['points of Hebrew', 'דָּנָה', 'דנה'],
      ['the end of a Greek word', 'ΝΊΚΟΣ', 'νικος'],
    ])('does not look at %s', async (_what, name, text) => {
      const word = newWord();
      await createUser(store(), { name: `${word} ${name}` });
      expect(await namesFound(`${word} ${text}`)).toEqual([`${word} ${name}`]);
    });

    it.each(['田中', 'गीता', 'محمد', '👩\u200d👩\u200d👧', '☆'])('finds %s', async (part) => {
      const name = `${newWord()} ${part}`;
      await createUser(store(), { name });
      expect(await namesFound(name)).toEqual([name]);
      expect(await namesFound(part, 100)).toContain(name);
    });

    it.each(['', ' ', '*', '"', '--', '()', '\0', '\u200b', '\ud800'])('finds nobody by %j', async (text) => {
      expect(await namesFound(text)).toEqual([]);
    });

    it.each(['ann"', 'email:ann', 'name:ann', 'ann*', '^ann', 'ann AND NOT', 'NEAR(ann, 2)', 'a OR b', '{a b}:c'])(
      'takes %s for words',
      async (text) => {
        const word = newWord();
        await createUser(store(), { name: `${word} ${text}` });
        expect(await namesFound(`${word} ${text}`)).toEqual([`${word} ${text}`]);
      },
    );

    it('is not confused by a text without an end', async () => {
      expect(await namesFound(`${newWord()} `.repeat(500))).toEqual([]);
      expect(await namesFound('x'.repeat(16_384))).toEqual([]);
    });

    it('finds nobody by e-mail', async () => {
      const word = newWord();
      await createUser(store(), { name: 'Ada', email: `${word}@example.org` });
      expect(await namesFound(word)).toEqual([]);
    });

    it('leaves disabled accounts out, for as long as they are', async () => {
      const word = newWord();
      await createUser(store(), { name: `${word} a`, isDisabled: true });
      const { id, name } = await createUser(store(), { name: `${word} b` });
      expect(await namesFound(word)).toEqual([name]);
      await store().users.setDisabled(id, true);
      expect(await namesFound(word)).toEqual([]);
      await store().users.setDisabled(id, false);
      expect(await namesFound(word)).toEqual([name]);
    });

    it('finds the name itself among many who have it as a word', async () => {
      const word = newWord();
      const crowd = Array.from({ length: 300 }, (_, index) => createUser(store(), { name: `Abe ${word} ${index}` }));
      await Promise.all(crowd);
      await createUser(store(), { name: word });
      const found = await namesFound(word, 100);
      expect(found[0]).toBe(word);
      expect(new Set(found).size).toBe(100);
    });
  });
}
