import { afterAll, beforeAll, describe } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../testing/servers/mongod.js';
import { describeStoreContract } from '../contract.js';
import { openMongoStore } from './index.js';

const program = findProgram('mongod');

(program === undefined ? describe.skip : describe)('on a real server', () => {
  let mongod: TestMongod;
  beforeAll(async () => {
    mongod = await startMongod(program ?? '');
  }, 60_000);
  afterAll(() => mongod.stop());

  describeStoreContract('mongodb', () => openMongoStore({ url: mongod.databaseUrl() }));
});
