import type { Database } from 'better-sqlite3';
import { StoreRejected } from '../../errors.js';
import type { WriteCalls } from '../operations.js';
import type { MessageRow } from '../rows.js';
import type { KnownKeys } from './known-keys.js';
import { MESSAGE_COLUMNS } from './message-columns.js';

type SendValues = [clientId: string, author: number, channel: number, seq: number];
type InsertValues = [channel: number, seq: number, author: number, content: string, createdAt: number];

export function prepareAppend(database: Database, known: KnownKeys): WriteCalls['append'] {
  const claim = database.prepare<SendValues>(
    'INSERT INTO sends (client_id, author, channel, seq) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const insert = database.prepare<InsertValues>(
    'INSERT INTO messages (channel, seq, author, content, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const findEarlier = database
    .prepare<[clientId: string, author: number, channel: number], MessageRow>(
      `SELECT ${MESSAGE_COLUMNS}
       FROM sends
       JOIN messages ON messages.channel = sends.channel AND messages.seq = sends.seq
       JOIN users ON users.key = messages.author
       WHERE sends.client_id = ? AND sends.author = ? AND sends.channel = ?`,
    )
    .raw();

  return (channelId, authorId, clientId, content, createdAt) => {
    const channel = known.channel(channelId);
    if (channel === undefined) return 'no_channel';
    const author = known.userKey(authorId);
    if (author === undefined) throw new StoreRejected('the author is not a stored user');
    const seq = channel.head + 1;
    if (claim.run(clientId, author, channel.key, seq).changes === 0) {
      return findEarlier.get(clientId, author, channel.key) ?? 'conflict';
    }
    insert.run(channel.key, seq, author, content, createdAt);
    known.advance(channel);
    return seq;
  };
}
