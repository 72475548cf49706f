import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeAppends } from './contract/appends.js';
import { describeChanges } from './contract/changes.js';
import { describeChannels } from './contract/channels.js';
import { describeFiles } from './contract/files.js';
import { describeHistory } from './contract/history.js';
import { describeLife } from './contract/life.js';
import { describeLog } from './contract/log.js';
import { describeTickets } from './contract/tickets.js';
import { describeSamples } from './contract/samples.js';
import { describeNodes } from './contract/nodes.js';
import { describePresence } from './contract/presence.js';
import { describeSearch } from './contract/search.js';
import { describeStatuses } from './contract/statuses.js';
import { describeUsers } from './contract/users.js';
import type { Store } from './store.js';

/** Gives the suite's open store, inside a test. */
export type CurrentStore = () => Store;

/**
 * What `store.ts` promises, as tests that every adapter runs.
 * @param open opens a new store, empty for all that the suite can see; each one is closed by the suite
 * @example
 * describeStoreContract('sqlite', () => openSqliteStore({ directory: temporaryDirectory() }));
 */
export function describeStoreContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the store's contract`, () => {
    let store: Store | undefined;
    const current: CurrentStore = () => {
      if (store === undefined) throw new Error('the store is open inside tests only');
      return store;
    };

    beforeAll(async () => {
      store = await open();
    });
    afterAll(async () => {
      await store?.close();
    });

    describeUsers(current);
    describeSearch(current);
    describeStatuses(current);
    describePresence(current);
    describeNodes(current);
    describeChannels(current);
    describeAppends(current);
    describeChanges(current);
    describeHistory(current);
    describeLog(current);
    describeTickets(current);
    describeFiles(current);
    describeSamples(current);
    describeLife(open);
  });
}
