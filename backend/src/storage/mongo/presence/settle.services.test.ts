import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { type Random, withRandom } from '../../../hostile/seeded-random.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type TestMongod, startMongod } from '../../../testing/servers/mongod.js';
import { user } from '../../contract/fixtures.js';
import type { PresenceChange, PresenceStore, StoredPresence } from '../../presence-store.js';
import { openSqliteStore } from '../../sqlite/index.js';
import { TestDirectories } from '../../sqlite/testing/directories.js';
import type { Store } from '../../store.js';
import { Calls } from '../calls/calls.js';
import { type Database, databaseOf } from '../collections.js';
import { createUserStore } from '../users/user-store.js';
import { createNodeStore } from './node-store.js';
import { createPresenceStore } from './presence-store.js';

const NODES = ['one', 'two', 'three'];
const STATUSES = ['online', 'away', 'busy', 'offline'] as const;
const ROUNDS = 150;

const program = findProgram('mongod');
const directories = new TestDirectories();
const calls = new Calls();

(program === undefined ? describe.skip : describe)('the rules of presence in MongoDB', () => {
  let mongod: TestMongod;
  let database: Database;
  let sqlite: Store;
  let mongo: PresenceStore;
  const users = STATUSES.map((status) => user({ status }));

  beforeAll(async () => {
    mongod = await startMongod(program ?? '');
    database = databaseOf(new MongoClient(mongod.databaseUrl()));
    const accounts = createUserStore(database, calls);
    for (const one of users) await accounts.create(one);
    mongo = createPresenceStore(database, calls);
    sqlite = await openSqliteStore({ directory: await directories.make() });
    for (const one of users) await sqlite.users.create(one);
  }, 60_000);

  afterAll(async () => {
    await database.client.close();
    await Promise.all([mongod.stop(), sqlite.close()]);
    await directories.remove();
  });

  it(
    'are those of SQLite, whatever happens in which order',
    () =>
      withRandom(async (random) => {
        const nodes = createNodeStore(database, calls);
        const { mark } = await nodes.presenceSince();
        const changed = new Set<string>();
        const ids = users.map(({ id }) => id);
        const inBoth = async (ask: (store: PresenceStore) => Promise<StoredPresence[]>): Promise<StoredPresence[]> => {
          const [inMongo = [], inSqlite = []] = await Promise.all([mongo, sqlite.presence].map(ask));
          expect(inMongo.toSorted(byUser)).toEqual(inSqlite.toSorted(byUser));
          return inMongo;
        };
        for (let at = 1; at <= ROUNDS; at++) {
          const nodeId = random.pick(NODES);
          const changes = ids.filter(() => random.below(2) === 0).map((userId) => changeOf(userId, at, random));
          for (const { userId } of await inBoth((store) => store.settle(nodeId, changes))) changed.add(userId);
          await inBoth((store) => store.find(ids));
          await inBoth((store) => store.findOn(nodeId, ids.length));
        }
        const { presences } = await nodes.presenceSince(mark);
        expect(new Set(presences.map(({ userId }) => userId))).toEqual(changed);
      }),
    60_000,
  );
});

const changeOf = (userId: string, at: number, random: Random): PresenceChange => {
  const isHere = random.below(3) > 0;
  return {
    userId,
    isHere,
    at: at + random.below(3),
    ...(isHere && random.below(4) === 0 && { status: random.pick(STATUSES) }),
    ...(random.below(5) === 0 && { endedNodeId: random.pick(NODES) }),
  };
};

const byUser = (one: StoredPresence, other: StoredPresence): number => one.userId.localeCompare(other.userId);
