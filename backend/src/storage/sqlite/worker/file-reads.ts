import type { Database } from 'better-sqlite3';
import type { FileRow } from '../file-rows.js';
import type { ReadCalls } from '../operations.js';

const FILE = `
  SELECT files.id, files.name, files.type, files.size_bytes, users.id, files.created_at, channels.id, files.seq
    FROM files
    JOIN users ON users.key = files.uploader
    LEFT JOIN channels ON channels.key = files.channel
   WHERE files.id = ?`;

/** Records of files as the reader's thread finds them. */
export function prepareFileReads(database: Database): Pick<ReadCalls, 'fileById' | 'knownFiles'> {
  const byId = database.prepare<[id: string], FileRow>(FILE).raw();
  const known = database
    .prepare<[ids: string], string>('SELECT id FROM files WHERE id IN (SELECT value FROM json_each(?))')
    .pluck();
  return {
    fileById: (id) => byId.get(id) ?? null,
    knownFiles: (ids) => known.all(JSON.stringify(ids)),
  };
}
