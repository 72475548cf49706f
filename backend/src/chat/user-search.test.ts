import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Cache } from '../cache/index.js';
import { events } from '../events.js';
import { type Random, withRandom } from '../hostile/seeded-random.js';
import { openSqliteStore } from '../storage/sqlite/index.js';
import type { Store, StoredProfile, StoredUser } from '../storage/store.js';
import { newId } from './ids.js';
import { UserSearch } from './user-search.js';
import { newUser } from './users.js';

let directory: string;
let store: Store;
let search: UserSearch;
let now: number;
let loads: number;
let stop: () => void;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-search-'));
  store = await openSqliteStore({ directory });
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});
beforeEach(() => {
  now = 0;
  loads = 0;
  search = new UserSearch(store, new Cache({ maxBytes: 10_000_000, now: () => now, random: () => 0 }));
  stop = events.cacheLoad.subscribe(({ group }) => {
    if (group === 'search') loads += 1;
  });
});
afterEach(() => {
  stop();
});

const addUser = async (name: string): Promise<StoredUser> => {
  const user = newUser({ name, email: `${newId()}@example.org`, password: '' }, 'hash', 'user');
  await store.users.create(user);
  await search.changed(name);
  return user;
};

const setDisabled = async ({ id, name }: StoredUser, isDisabled: boolean): Promise<void> => {
  await store.users.setDisabled(id, isDisabled);
  await search.changed(name);
};

const namesOf = (found: readonly StoredProfile[]): string[] => found.map(({ name }) => name);

describe('what a search found', () => {
  it('is kept for ten seconds, for all who write the text in some way', async () => {
    await addUser('Kim Lee');
    for (const text of ['kim', 'KIM', ' Kím! ']) expect(namesOf(await search.find(text, 20))).toEqual(['Kim Lee']);
    expect(loads).toBe(1);
    now = 9_999;
    await search.find('kim', 20);
    expect(loads).toBe(1);
    now = 10_000;
    await search.find('kim', 20);
    expect(loads).toBe(2);
  });

  it('is read once by all who ask at the same time', async () => {
    await addUser('Lou');
    const found = await Promise.all(Array.from({ length: 100 }, () => search.find('lou', 20)));
    expect(new Set(found.map((one) => namesOf(one).join()))).toEqual(new Set(['Lou']));
    expect(loads).toBe(1);
  });

  it('stays when somebody comes who cannot belong to it', async () => {
    await addUser('Mia');
    await search.find('mia', 20);
    await addUser('Noa Max');
    await search.find('mia', 20);
    expect(loads).toBe(1);
  });

  it('shows statuses as they are now', async () => {
    const { id } = await addUser('Ola');
    expect(await search.find('ola', 20)).toMatchObject([{ status: 'offline', lastSeenAt: null }]);
    await store.users.setStatuses([{ userId: id, status: 'busy' }], 17);
    expect(await search.find('ola', 20)).toMatchObject([{ status: 'busy', lastSeenAt: 17 }]);
    expect(loads).toBe(1);
  });

  it('is nobody, without a look into cache or store, for a text without a word', async () => {
    expect(await search.find(' "*" ', 20)).toEqual([]);
    expect(loads).toBe(0);
  });
});

/** Few, so that names share words, beginnings and first letters. */
const WORDS = ['a', 'an', 'ann', 'anna', 'ba', 'bob', 'Å', 'Ánn', '李', '李明', '👋', '👋a', 'ß', 'ssu'];

/** Changes and searches at once, beside the store's own answer, which has no memory. */
class Play {
  readonly #random: Random;
  readonly #users: StoredUser[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  text(): string {
    return Array.from({ length: 1 + this.#random.below(3) }, () => this.#random.pick(WORDS)).join(' ');
  }

  async act(): Promise<void> {
    const kind = this.#random.below(10);
    if (kind < 6) await search.find(this.text(), this.#random.pick([1, 20]));
    if (kind < 6) return;
    if (kind < 8 || this.#users.length === 0) {
      this.#users.push(await addUser(this.text()));
      return;
    }
    const user = this.#random.pick(this.#users);
    if (kind === 8) await setDisabled(user, this.#random.below(2) === 0);
    else await store.users.setStatuses([{ userId: user.id, status: this.#random.pick(['online', 'away']) }], 1);
  }
}

describe('searches among changes', () => {
  it('show each acknowledged change, though time stands still', () =>
    withRandom(async (random) => {
      const play = new Play(random);
      for (let round = 0; round < 100; round += 1) {
        await Promise.all(Array.from({ length: 1 + random.below(6) }, () => play.act()));
        for (const text of [play.text(), random.pick(WORDS), 'an', '李']) {
          for (const limit of [1, 20]) {
            expect(await search.find(text, limit)).toEqual(await store.users.search(text, limit));
          }
        }
      }
    }));
});
