import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { databaseFile } from '../worker/connection.js';

/** Directories and foreign connections of one test file, gone at its end. */
export class TestDirectories {
  readonly #paths: string[] = [];
  readonly #connections: Database[] = [];

  async make(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'chatwatch-store-'));
    this.#paths.push(path);
    return path;
  }

  /** A connection from beside the store, such as a shell or a backup has. */
  connect(directory: string): Database {
    const database = new Sqlite(databaseFile(directory));
    this.#connections.push(database);
    return database;
  }

  async remove(): Promise<void> {
    for (const database of this.#connections) database.close();
    await Promise.all(this.#paths.map((path) => rm(path, { recursive: true, force: true })));
  }
}
