import type { Database } from 'better-sqlite3';
import { StoreRejected } from '../../errors.js';
import type { WriteCalls } from '../operations.js';
import type { KnownKeys } from './known-keys.js';

/**
 * Uploaded files. A message that carries some holds what it shows of them in its own row, so that history and resume
 * read no second table and messages without files, nearly all, grow by no more than a byte. `files` has the rights and
 * the life of each: `channel` and `seq` are null until a message carries it, and the row goes with the message.
 */
export const filesSchema = `
  ALTER TABLE messages ADD COLUMN files TEXT;

  CREATE TABLE files (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    uploader INTEGER NOT NULL REFERENCES users (key),
    created_at INTEGER NOT NULL,
    channel INTEGER,
    seq INTEGER
  ) STRICT;
  CREATE INDEX files_by_message ON files (channel, seq) WHERE channel IS NOT NULL;
  CREATE INDEX files_unattached ON files (created_at) WHERE channel IS NULL;
`;

type Insert = [id: string, name: string, type: string, sizeBytes: number, uploader: number, createdAt: number];

/** Records of files up to the message that takes them, see `append-with-files.ts`. */
export function prepareFiles(
  database: Database,
  known: KnownKeys,
): Pick<WriteCalls, 'createFile' | 'takeUnattachedFiles'> {
  const insert = database.prepare<Insert>(
    'INSERT INTO files (id, name, type, size_bytes, uploader, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const take = database
    .prepare<[before: number, limit: number], string>(
      `DELETE FROM files WHERE key IN (
         SELECT key FROM files WHERE channel IS NULL AND created_at < ? ORDER BY created_at LIMIT ?
       ) RETURNING id`,
    )
    .pluck();
  return {
    createFile(id, name, type, sizeBytes, uploaderId, createdAt) {
      const uploader = known.userKey(uploaderId);
      if (uploader === undefined) throw new StoreRejected('the uploader is not a stored user');
      insert.run(id, name, type, sizeBytes, uploader, createdAt);
    },
    takeUnattachedFiles: (before, limit) => take.all(before, limit),
  };
}
