import { afterAll, beforeAll, describe } from '@jest/globals';
import { findProgram } from '../../testing/program.js';
import { startMongod, type TestMongod } from '../../testing/servers/mongod.js';
import { describeAppends } from '../contract/appends.js';
import { describeChanges } from '../contract/changes.js';
import { describeChannels } from '../contract/channels.js';
import { describeFiles } from '../contract/files.js';
import { describeHistory } from '../contract/history.js';
import { describeLife } from '../contract/life.js';
import { describeLog } from '../contract/log.js';
import { describeNodes } from '../contract/nodes.js';
import { describePresence } from '../contract/presence.js';
import { describeSamples } from '../contract/samples.js';
import { describeSearch } from '../contract/search.js';
import { describeStatuses } from '../contract/statuses.js';
import { describeTickets } from '../contract/tickets.js';
import { describeUsers } from '../contract/users.js';
import type { Store } from '../store.js';
import { openMongoStore } from './index.js';

const program = findProgram('mongod');

(program === undefined ? describe.skip : describe)('mongodb keeps the store’s contract', () => {
  let mongod: TestMongod;
  let store: Store;
  const current = (): Store => store;
  const open = (): Promise<Store> => openMongoStore({ url: mongod.databaseUrl() });

  beforeAll(async () => {
    mongod = await startMongod(program ?? '');
    store = await open();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await mongod.stop();
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
