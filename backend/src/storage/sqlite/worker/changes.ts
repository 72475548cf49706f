import type { Database } from 'better-sqlite3';
import type { WriteCalls } from '../operations.js';
import type { MessageRow } from '../rows.js';
import type { KnownKeys } from './known-keys.js';
import { MESSAGE_COLUMNS } from './message-columns.js';

type LastChange = readonly [seq: number, at: number];

/** The index is named, as the planner prefers a scan of all the channel's changes along the primary key. */
const CHANGES_BY_TARGET = 'changes INDEXED BY changes_by_target';

function prepareStatements(database: Database) {
  const find = database
    .prepare<[channel: number, seq: number], MessageRow>(
      `SELECT ${MESSAGE_COLUMNS} FROM messages JOIN users ON users.key = messages.author
       WHERE messages.channel = ? AND messages.seq = ?`,
    )
    .raw();
  const findLast = database
    .prepare<[channel: number, target: number], LastChange>(
      `SELECT seq, at FROM ${CHANGES_BY_TARGET}
       WHERE channel = ? AND target = ? ORDER BY seq DESC LIMIT 1`,
    )
    .raw();
  const insert = database.prepare<
    [channel: number, seq: number, kind: 'edit' | 'deletion', target: number, content: string, at: number]
  >('INSERT INTO changes (channel, seq, kind, target, content, at) VALUES (?, ?, ?, ?, ?, ?)');
  const edit = database.prepare<[content: string, at: number, channel: number, seq: number]>(
    'UPDATE messages SET content = ?, edited_at = ? WHERE channel = ? AND seq = ?',
  );
  const empty = database.prepare<[at: number, channel: number, seq: number]>(
    "UPDATE messages SET content = '', files = NULL, deleted_at = ? WHERE channel = ? AND seq = ?",
  );
  const emptyEdits = database.prepare<[channel: number, target: number]>(
    `UPDATE ${CHANGES_BY_TARGET} SET content = '' WHERE channel = ? AND target = ?`,
  );
  const removeFiles = database.prepare<[channel: number, seq: number]>(
    'DELETE FROM files WHERE channel = ? AND seq = ?',
  );
  return { find, findLast, insert, edit, empty, emptyEdits, removeFiles };
}

/** Edits and deletions: each takes the channel's next number and leaves the message in its new state. */
export function prepareChanges(
  database: Database,
  known: KnownKeys,
): Pick<WriteCalls, 'editMessage' | 'deleteMessage'> {
  const { find, findLast, insert, edit, empty, emptyEdits, removeFiles } = prepareStatements(database);
  return {
    editMessage(channelId, target, content, at) {
      const channel = known.channel(channelId);
      const message = channel && find.get(channel.key, target);
      if (channel === undefined || message === undefined) return 'not_found';
      const [, authorId, current, createdAt, , deletedAt, files] = message;
      if (deletedAt !== null) return 'deleted';
      const last = current === content ? findLast.get(channel.key, target) : undefined;
      if (last !== undefined) return ['unchanged', last[0], last[1], message];
      const seq = channel.head + 1;
      insert.run(channel.key, seq, 'edit', target, content, at);
      edit.run(content, at, channel.key, target);
      known.advance(channel);
      return ['stored', seq, at, [target, authorId, content, createdAt, at, null, files]];
    },

    deleteMessage(channelId, target, at) {
      const channel = known.channel(channelId);
      const message = channel && find.get(channel.key, target);
      if (channel === undefined || message === undefined) return 'not_found';
      const [, authorId, , createdAt, editedAt, deletedAt, files] = message;
      // A deletion is the last change that a message can have.
      const last = deletedAt === null ? undefined : findLast.get(channel.key, target);
      if (last !== undefined) return ['unchanged', last[0], last[1], message];
      const seq = channel.head + 1;
      emptyEdits.run(channel.key, target);
      if (files !== null) removeFiles.run(channel.key, target);
      insert.run(channel.key, seq, 'deletion', target, '', at);
      empty.run(at, channel.key, target);
      known.advance(channel);
      return ['stored', seq, at, [target, authorId, '', createdAt, editedAt, at, null]];
    },
  };
}
