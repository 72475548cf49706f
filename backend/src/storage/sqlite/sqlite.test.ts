import { afterAll } from '@jest/globals';
import { describeStoreContract } from '../contract.js';
import { openSqliteStore } from './index.js';
import { TemporaryDirectories } from './testing.js';

const directories = new TemporaryDirectories();
afterAll(() => directories.remove());

describeStoreContract('sqlite', async () => openSqliteStore({ directory: await directories.make() }));
