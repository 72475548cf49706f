import Sqlite from 'better-sqlite3';

export const sqliteCode = (error: unknown): string | undefined =>
  error instanceof Sqlite.SqliteError ? error.code : undefined;

/** Codes (with their extended forms) that blame the one statement, not the file under it. */
const STATEMENT_CODES = ['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_TOOBIG', 'SQLITE_RANGE'];

/** Whether an error means that the database takes no writes now: full, unreadable, corrupt, read-only, locked, ... */
export function isStorageFailure(error: unknown): boolean {
  const code = sqliteCode(error);
  if (code === undefined || code === 'SQLITE_ERROR') return false;
  return !STATEMENT_CODES.some((prefix) => code.startsWith(prefix));
}

export const describeFailure = (error: unknown): string => {
  const code = sqliteCode(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === undefined ? message : `${code}: ${message}`;
};
