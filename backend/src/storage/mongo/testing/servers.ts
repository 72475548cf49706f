import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../../testing/servers/mongod.js';
import { type MongoStore, type MongoStoreOptions, openMongoStore } from '../mongo-store.js';

/** What tests of one file share, and stores that end with each test. */
export interface MongoWorld {
  readonly mongod: TestMongod;
  /** Opens a store, of an address of its own unless one is given. */
  readonly open: (options?: Partial<MongoStoreOptions>) => Promise<MongoStore>;
}

/** Describes tests against a real mongod; skipped aloud where there is none. */
export const describeOnMongod = (name: string, body: (world: () => MongoWorld) => void): void => {
  const program = findProgram('mongod');
  (program === undefined ? describe.skip : describe)(name, () => {
    let mongod: TestMongod | undefined;
    const stores: MongoStore[] = [];
    beforeAll(async () => {
      mongod = await startMongod(program ?? '');
    }, 60_000);
    afterEach(async () => {
      await Promise.all(stores.splice(0).map((store) => store.close()));
    });
    afterAll(() => mongod?.stop());
    body(() => {
      if (mongod === undefined) throw new Error('mongod runs inside tests only');
      const server = mongod;
      return {
        mongod: server,
        open: async (options = {}) => {
          const store = await openMongoStore({ url: server.databaseUrl(), ...options });
          stores.push(store);
          return store;
        },
      };
    });
  });
};
