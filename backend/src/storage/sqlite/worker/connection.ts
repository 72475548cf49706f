import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { StoreRefused } from '../../errors.js';
import type { WorkerOptions } from '../wire.js';

export const databaseFile = (directory: string): string => join(directory, 'chatwatch.db');

const OLDEST_SQLITE = [3, 51, 3] as const;

const CACHE_KIB = 64 * 1024;

/**
 * 64 MiB of 4 KiB pages between checkpoints. A checkpoint stalls the group that it follows by 10 to 35 ms and writes
 * each page once however often it changed. Measured, groups of 20 messages over 100 channels: p99 of a commit 3.5 ms at
 * SQLite's own 1,000 pages, 1.0 ms at 16,000; groups of 1,000: 52,000 messages/s at 4,000 pages, 70,000 at 16,000.
 */
const CHECKPOINT_PAGES = 16_000;

/**
 * Opens the database so that a commit survives the machine, and reads back that it does: better-sqlite3 is built with
 * `synchronous=NORMAL` for WAL, which survives only the process.
 * No mmap: a failing disk would then end the process (SIGBUS) instead of failing the call.
 * Throws `StoreRefused`, and SQLite's own errors.
 */
export function openDatabase({ role, directory, busyTimeoutMs, maxPages }: WorkerOptions): Database {
  const isReader = role === 'reader';
  const database = new Sqlite(databaseFile(directory), {
    timeout: busyTimeoutMs,
    readonly: isReader,
    fileMustExist: isReader,
  });
  try {
    requireVersion(database);
    if (!isReader) setUpWriter(database, maxPages);
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    requirePragma(database, 'journal_mode', 'wal');
    requirePragma(database, 'synchronous', 2);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function setUpWriter(database: Database, maxPages: number | undefined): void {
  database.pragma('journal_mode = WAL');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.pragma(`journal_size_limit = ${CHECKPOINT_PAGES * 4096}`);
  // What is deleted must not stay readable in the file; FAST does so where it costs no additional write.
  database.pragma('secure_delete = FAST');
  if (maxPages !== undefined) database.pragma(`max_page_count = ${maxPages}`);
}

function requireVersion(database: Database): void {
  // The one column of the one row is text.
  const version = database.prepare('SELECT sqlite_version()').pluck().get() as string;
  if (isSafeVersion(version)) return;
  throw new StoreRefused('store_not_durable', `SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`);
}

/** Older ones can corrupt the database when two connections checkpoint at once (sqlite.org/wal.html, "WAL-reset bug"). */
export function isSafeVersion(version: string): boolean {
  const parts = version.split('.').map(Number);
  const differences = OLDEST_SQLITE.map((oldest, place) => (parts[place] ?? 0) - oldest);
  return (differences.find((difference) => difference !== 0) ?? 0) >= 0;
}

function requirePragma(database: Database, name: string, expected: string | number): void {
  const found = database.pragma(name, { simple: true });
  if (found === expected) return;
  throw new StoreRefused('store_not_durable', `PRAGMA ${name} is ${String(found)} instead of ${expected}`);
}
