import { expect, it } from '@jest/globals';
import { createUser } from '../../contract/fixtures.js';
import type { Store } from '../../store.js';
import { describeOnMongod } from '../testing/servers.js';

describeOnMongod('search for users in MongoDB', (world) => {
  const create = async (store: Store, names: readonly string[]): Promise<void> => {
    await Promise.all(names.map((name) => createUser(store, { name })));
  };
  const namesFound = async (store: Store, text: string, limit = 20): Promise<string[]> =>
    (await store.users.search(text, limit)).map(({ name }) => name);

  it('puts names with the whole word in the order of their text score, then beginnings', async () => {
    const store = await world().open();
    const byRank = ['Ann', 'Ann Zoe', 'Ben Ann', 'Ben Carl Ann', 'Ben Carl Dan Ann', 'Anna', 'Ben Anna'];
    await create(store, byRank.toReversed());
    expect(await namesFound(store, 'ann')).toEqual(byRank);
  });

  it('takes names with all of the words, by the rarest of them', async () => {
    const store = await world().open();
    await create(store, ['Ann Lee', 'Lee Ann', 'Carl Lee B Ann', 'Ann Carl', 'Annlee', 'Lee']);
    expect(await namesFound(store, 'ann lee')).toEqual(['Ann Lee', 'Lee Ann', 'Carl Lee B Ann']);
  });

  it('finds the name itself and as many as were asked for where a thousand and more have the word', async () => {
    const store = await world().open();
    await create(
      store,
      Array.from({ length: 1_050 }, (_, index) => `Ben Ann ${index}`),
    );
    await create(store, ['Ann']);
    const found = await namesFound(store, 'ann', 100);
    expect(found[0]).toBe('Ann');
    expect(new Set(found).size).toBe(100);
    expect(await namesFound(store, 'ann 77')).toEqual(['Ben Ann 77', ...numbered(77)]);
  });
});

/** Names whose number begins with another, in the order of their length. */
const numbered = (beginning: number): string[] =>
  Array.from({ length: 10 }, (_, index) => `Ben Ann ${beginning}${index}`);
