import type { Database } from 'better-sqlite3';
import type { ReadCalls, WriteCalls } from '../operations.js';
import type { PresenceRow } from '../rows.js';

/** Version 5: who is connected, so that a service that was killed finds those who never come back. */
export const presenceSchema = `
  ALTER TABLE users ADD COLUMN is_connected INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX users_connected ON users (key) WHERE is_connected = 1;
`;

const FROM_USERS = 'SELECT id, status, last_seen_at, is_connected FROM users';

/** Statuses of many users in one call. */
export function prepareStatuses(database: Database): Pick<WriteCalls, 'setStatuses' | 'setPresence'> {
  const find = database.prepare<[id: string], string>('SELECT status FROM users WHERE id = ?').pluck();
  const setStatus = database.prepare<[status: string, lastSeenAt: number, id: string]>(
    'UPDATE users SET status = ?, last_seen_at = ? WHERE id = ?',
  );
  const setPresence = database.prepare<[status: string, lastSeenAt: number | null, isConnected: number, id: string]>(
    'UPDATE users SET status = ?, last_seen_at = ?, is_connected = ? WHERE id = ?',
  );
  return {
    setStatuses(changes, at) {
      let [matched, modified] = [0, 0];
      for (const [id, status] of changes) {
        const before = find.get(id);
        if (before === undefined) continue;
        matched++;
        if (before !== status) modified += setStatus.run(status, at, id).changes;
      }
      return [matched, modified];
    },
    setPresence(changes) {
      for (const [id, status, lastSeenAt, isConnected] of changes) setPresence.run(status, lastSeenAt, isConnected, id);
    },
  };
}

/** The reader's side of it. */
export function preparePresenceReads(database: Database): Pick<ReadCalls, 'presence' | 'connected'> {
  const byIds = database
    .prepare<[ids: string], PresenceRow>(`${FROM_USERS} WHERE id IN (SELECT value FROM json_each(?))`)
    .raw();
  const connected = database.prepare<[], PresenceRow>(`${FROM_USERS} WHERE is_connected = 1`).raw();
  return {
    presence: (ids) => byIds.all(JSON.stringify(ids)),
    connected: () => connected.all(),
  };
}
