import type { Database } from 'better-sqlite3';
import type { ReadCalls } from '../operations.js';
import type { WorkerOptions } from '../wire.js';
import { openDatabase } from './connection.js';
import { prepareFileReads } from './file-reads.js';
import { prepareMessageReads } from './message-reads.js';
import { preparePeopleReads } from './people-reads.js';
import { prepareSampleReads } from './samples.js';

/** The reader's connection with its prepared statements. */
export class ReadSession {
  readonly answers: ReadCalls;
  readonly #database: Database;
  readonly #begin;
  readonly #end;

  /** Throws `StoreRefused`, and SQLite's own errors. */
  constructor(options: WorkerOptions) {
    this.#database = openDatabase(options);
    try {
      this.answers = {
        ...prepareMessageReads(this.#database),
        ...preparePeopleReads(this.#database),
        ...prepareFileReads(this.#database),
        ...prepareSampleReads(this.#database),
      };
      this.#begin = this.#database.prepare('BEGIN');
      this.#end = this.#database.prepare('COMMIT');
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** What follows sees one state of the database, the newest at its first read. */
  begin(): void {
    this.#begin.run();
  }

  end(): void {
    this.#end.run();
  }

  close(): void {
    this.#database.close();
  }
}
