import { appendForEver } from '../../contract/append-for-ever.js';
import { openMongoStore } from '../index.js';

const [, , url] = process.argv;
if (url === undefined) throw new Error('usage: append-for-ever.js <url>');

await appendForEver(await openMongoStore({ url }));
