import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { StoreRefused } from '../../errors.js';
import { sqliteCode } from './storage-failure.js';

/**
 * Makes this store the directory's only one: channel heads are held in memory, a second writer would number twice.
 * The lock is one of the operating system on an empty database of its own, so a killed process leaves none behind.
 * Throws `StoreRefused` (`store_locked`) when it is taken.
 * @returns a function that releases it
 */
export function lockDirectory(directory: string): () => void {
  const database = new Sqlite(join(directory, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error;
    const message = `the data directory ${directory} is in use by another process`;
    throw new StoreRefused('store_locked', message, { cause: error });
  }
  return () => {
    database.close();
  };
}
