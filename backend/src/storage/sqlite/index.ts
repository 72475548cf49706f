export type { SqliteStoreOptions } from './options.js';
export { openSqliteStore } from './sqlite-store.js';
