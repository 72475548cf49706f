import type { Database } from 'better-sqlite3';
import type { WriteCalls } from '../operations.js';
import type { TicketRow } from '../rows.js';

/** Tickets by their hash; the index finds those that have expired. */
export const ticketsSchema = `
  CREATE TABLE tickets (
    hash TEXT PRIMARY KEY,
    issuer_id TEXT,
    channel_ids TEXT,
    expires_at INTEGER NOT NULL,
    session_ends_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tickets_by_expiry ON tickets (expires_at);
`;

/** One statement removes and returns, and one thread writes: of many who ask, one gets the ticket. */
const TAKE = `
  DELETE FROM tickets WHERE hash = ?
  RETURNING hash, issuer_id, channel_ids, expires_at, session_ends_at`;

export function prepareTickets(database: Database): Pick<WriteCalls, 'putTicket' | 'takeTicket'> {
  const insert = database.prepare<[...TicketRow]>(
    'INSERT INTO tickets (hash, issuer_id, channel_ids, expires_at, session_ends_at) VALUES (?, ?, ?, ?, ?)',
  );
  const forgetExpired = database.prepare<[now: number]>('DELETE FROM tickets WHERE expires_at <= ?');
  const take = database.prepare<[hash: string], TicketRow>(TAKE).raw();
  return {
    putTicket(ticket, now) {
      forgetExpired.run(now);
      insert.run(...ticket);
    },
    takeTicket: (hash) => take.get(hash) ?? null,
  };
}
