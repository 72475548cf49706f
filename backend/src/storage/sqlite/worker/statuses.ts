import type { Database } from 'better-sqlite3';
import type { WriteCalls } from '../operations.js';

/** Statuses of many users in one call. */
export function prepareStatuses(database: Database): Pick<WriteCalls, 'setStatuses'> {
  const find = database.prepare<[id: string], string>('SELECT status FROM users WHERE id = ?').pluck();
  const setStatus = database.prepare<[status: string, lastSeenAt: number, id: string]>(
    'UPDATE users SET status = ?, last_seen_at = ? WHERE id = ?',
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
  };
}
