import type { Database } from 'better-sqlite3';
import { StoreRefused } from '../../errors.js';
import { searchName } from '../../search-name.js';
import { filesSchema } from './files.js';
import { samplesSchema } from './samples.js';
import { presenceNodesSchema, presenceSchema } from './presence-schema.js';
import { schema } from './schema.js';
import { searchSchema } from './search-schema.js';
import { ticketsSchema } from './tickets.js';

/** One step of the schema, applied once and never edited after its release. */
export interface Migration {
  /** 1 for the first, without gaps. */
  readonly version: number;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 1, sql: schema },
  { version: 2, sql: ticketsSchema },
  { version: 3, sql: filesSchema },
  { version: 4, sql: searchSchema },
  { version: 5, sql: presenceSchema },
  { version: 6, sql: samplesSchema },
  { version: 7, sql: presenceNodesSchema },
];

/**
 * Brings the database to the newest version, each step in its own transaction together with the version's mark,
 * so that a crash in between leaves a database of some version. Triggers of the schema call `search_name`: only a
 * connection that was brought here names users.
 * Throws `StoreRefused` (`store_too_new`) for a database newer than the steps.
 */
export function migrate(database: Database, steps: readonly Migration[] = migrations): void {
  // A pragma's value is a number, the library types it as unknown.
  const found = database.pragma('user_version', { simple: true }) as number;
  database.function('search_name', { deterministic: true }, (name) => searchName(String(name)));
  const newest = steps.at(-1)?.version ?? 0;
  if (found > newest) {
    throw new StoreRefused(
      'store_too_new',
      `the database has schema version ${found}, this release knows versions up to ${newest}`,
    );
  }
  for (const { version, sql } of steps) {
    if (version <= found) continue;
    database
      .transaction(() => {
        database.exec(sql);
        database.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}
