import type { Database } from 'better-sqlite3';
import type { WriteCalls } from '../operations.js';
import type { WorkerOptions } from '../wire.js';
import { prepareAppend } from './append.js';
import { prepareAppendWithFiles } from './append-with-files.js';
import { prepareChanges } from './changes.js';
import { openDatabase } from './connection.js';
import { prepareFiles } from './files.js';
import { KnownKeys } from './known-keys.js';
import { migrate } from './migrations.js';
import { preparePeople } from './people.js';
import { prepareSamples } from './samples.js';
import { preparePresence } from './presence.js';
import { prepareStatuses } from './statuses.js';
import { prepareTickets } from './tickets.js';

/** Below this many pages (4 MiB) an idle checkpoint is not worth its two syncs. */
const IDLE_CHECKPOINT_PAGES = 1_000;

/** More than a page, so that writing it needs space and not just permission. */
const PROBE_BYTES = 16 * 1024;

/** The writer's connection with its prepared statements; a new one is opened after a failure. */
export class WriteSession {
  readonly answers: WriteCalls;
  readonly #database: Database;
  readonly #known: KnownKeys;
  readonly #begin;
  readonly #commit;

  /** Throws `StoreRefused`, and SQLite's own errors. */
  constructor(options: WorkerOptions) {
    this.#database = openDatabase(options);
    try {
      migrate(this.#database);
      this.#known = new KnownKeys(this.#database);
      this.answers = {
        append: prepareAppend(this.#database, this.#known),
        appendWithFiles: prepareAppendWithFiles(this.#database, this.#known),
        ...prepareChanges(this.#database, this.#known),
        ...preparePeople(this.#database, this.#known),
        ...prepareStatuses(this.#database),
        ...preparePresence(this.#database),
        ...prepareTickets(this.#database),
        ...prepareFiles(this.#database, this.#known),
        ...prepareSamples(this.#database),
      };
      this.#begin = this.#database.prepare('BEGIN IMMEDIATE');
      this.#commit = this.#database.prepare('COMMIT');
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  begin(): void {
    this.#begin.run();
  }

  commit(): void {
    this.#known.writeHeads();
    this.#commit.run();
    this.#known.committed();
  }

  /** SQLite has rolled back by itself after some errors. */
  rollback(): void {
    this.#known.forget();
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
  }

  /** Runs one call of a group so that its failure leaves the others' writes. */
  guarded<Result>(run: () => Result): Result {
    this.#database.exec('SAVEPOINT one_call');
    try {
      return run();
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK TO one_call');
      throw error;
    } finally {
      if (this.#database.inTransaction) this.#database.exec('RELEASE one_call');
    }
  }

  /** A real durable write that needs space. The space is given back, free for messages. */
  probe(): void {
    this.#database.prepare('INSERT OR REPLACE INTO probes VALUES (1, randomblob(?))').run(PROBE_BYTES);
    this.#database.exec('DELETE FROM probes');
  }

  /** For a moment without calls, so that the checkpoint that a busy writer has to make is short or never comes. */
  checkpointWhenIdle(): void {
    // The pragma answers one row of three numbers.
    const [state] = this.#database.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    if (state === undefined || state.log - state.checkpointed < IDLE_CHECKPOINT_PAGES) return;
    this.#database.pragma('wal_checkpoint(PASSIVE)');
  }

  /** Leaves the database as one file; for the orderly end, as it may wait for readers. */
  checkpoint(): void {
    this.#database.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#database.close();
  }
}
