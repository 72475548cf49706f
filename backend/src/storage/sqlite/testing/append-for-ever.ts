import { appendForEver } from '../../contract/append-for-ever.js';
import { openSqliteStore } from '../index.js';

const [, , directory] = process.argv;
if (directory === undefined) throw new Error('usage: append-for-ever.js <directory>');

await appendForEver(await openSqliteStore({ directory }));
