import { afterAll } from '@jest/globals';
import { describeStoreContract } from '../contract.js';
import { openSqliteStore } from './index.js';
import { TestDirectories } from './testing/directories.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

describeStoreContract('sqlite', async () => openSqliteStore({ directory: await directories.make() }));
