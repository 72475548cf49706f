import type { Database } from 'better-sqlite3';
import { StoreRejected } from '../../errors.js';
import { fromFiles, type FileValues } from '../file-rows.js';
import type { WriteCalls } from '../operations.js';
import type { MessageRow } from '../rows.js';
import type { KnownKeys } from './known-keys.js';
import { MESSAGE_COLUMNS } from './message-columns.js';

type Append = WriteCalls['appendWithFiles'];
type Insert = [channel: number, seq: number, author: number, content: string, createdAt: number, files: string];

/** Apart from `append.ts`, so that a send without files, nearly every one, costs nothing more. */
export function prepareAppendWithFiles(database: Database, known: KnownKeys): Append {
  const findEarlier = prepareFindEarlier(database);
  const { find, attach } = prepareAttach(database);
  const claim = database.prepare<[clientId: string, author: number, channel: number, seq: number]>(
    'INSERT INTO sends (client_id, author, channel, seq) VALUES (?, ?, ?, ?)',
  );
  const insert = database.prepare<Insert>(
    'INSERT INTO messages (channel, seq, author, content, created_at, files) VALUES (?, ?, ?, ?, ?, ?)',
  );

  return (channelId, authorId, clientId, content, createdAt, fileIds) => {
    const channel = known.channel(channelId);
    if (channel === undefined) return 'no_channel';
    const author = known.userKey(authorId);
    if (author === undefined) throw new StoreRejected('the author is not a stored user');
    // Asked first: the files of a repeated send are attached by now, to the message that it is answered with.
    const earlier = findEarlier(clientId, author);
    if (earlier !== undefined) return earlier.channel === channel.key ? ['duplicate', earlier.message] : 'conflict';
    const files = find(author, fileIds);
    const missing = files.flatMap((file, index) => (file === undefined ? [index] : []));
    if (missing.length > 0) return ['no_file', missing];
    const seq = channel.head + 1;
    const shown = fromFiles(files.filter((file) => file !== undefined));
    claim.run(clientId, author, channel.key, seq);
    insert.run(channel.key, seq, author, content, createdAt, shown);
    attach(channel.key, seq, fileIds);
    known.advance(channel);
    return ['stored', [seq, authorId, content, createdAt, null, null, shown]];
  };
}

interface Earlier {
  readonly channel: number;
  readonly message: MessageRow;
}

function prepareFindEarlier(database: Database): (clientId: string, author: number) => Earlier | undefined {
  const statement = database
    .prepare<[clientId: string, author: number], readonly [...message: MessageRow, channel: number]>(
      `SELECT ${MESSAGE_COLUMNS}, messages.channel
       FROM sends
       JOIN messages ON messages.channel = sends.channel AND messages.seq = sends.seq
       JOIN users ON users.key = messages.author
       WHERE sends.client_id = ? AND sends.author = ?`,
    )
    .raw();
  return (clientId, author) => {
    const row = statement.get(clientId, author);
    if (row === undefined) return undefined;
    const [seq, authorId, content, createdAt, editedAt, deletedAt, files, channel] = row;
    return { channel, message: [seq, authorId, content, createdAt, editedAt, deletedAt, files] };
  };
}

function prepareAttach(database: Database) {
  const free = database
    .prepare<[id: string, uploader: number], FileValues>(
      'SELECT id, name, type, size_bytes FROM files WHERE id = ? AND uploader = ? AND channel IS NULL',
    )
    .raw();
  const take = database.prepare<[channel: number, seq: number, id: string]>(
    'UPDATE files SET channel = ?, seq = ? WHERE id = ?',
  );
  return {
    /** What each id stands for; undefined where the author may not attach it, or names it again. */
    find: (author: number, ids: readonly string[]) =>
      ids.map((id, index) => (ids.indexOf(id) === index ? free.get(id, author) : undefined)),
    attach: (channel: number, seq: number, ids: readonly string[]) => {
      for (const id of ids) take.run(channel, seq, id);
    },
  };
}
