/**
 * Durable sends without grouping: the same tables and settings as the chat service's, and one commit a message, made
 * where the message arrives. Its argument is the folder of the database.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { WebSocketServer } from 'ws';
import { listen } from './listen.js';
import { type SentFrame, speak } from './protocol.js';

const [folder = '.'] = process.argv.slice(2);
const database = new Sqlite(join(folder, 'peer.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('wal_autocheckpoint = 16000');
database.pragma('cache_size = -65536');
database.exec(`
  CREATE TABLE messages (
    channel INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    author INTEGER NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    edited_at INTEGER,
    deleted_at INTEGER,
    PRIMARY KEY (channel, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sends (
    client_id TEXT NOT NULL,
    author INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (client_id, author)
  ) STRICT, WITHOUT ROWID;
`);
const claim = database.prepare('INSERT INTO sends (client_id, author, channel, seq) VALUES (?, 1, 1, ?)');
const insert = database.prepare(
  'INSERT INTO messages (channel, seq, author, content, created_at) VALUES (1, ?, 1, ?, ?)',
);
let head = 0;

const commit = database.transaction(({ clientId, content }: SentFrame, createdAt: number) => {
  claim.run(clientId, head + 1);
  insert.run(head + 1, content, createdAt);
  head++;
});

const server = createServer();
const webSockets = new WebSocketServer({ server });
webSockets.on('connection', (webSocket) => {
  speak({
    webSocket,
    onSend: (frame) => {
      const createdAt = Date.now();
      commit.immediate(frame, createdAt);
      const { id, channelId, clientId } = frame;
      const ack = { type: 'ack', id, channelId, clientId, seq: head, duplicate: false };
      webSocket.send(JSON.stringify({ ...ack, createdAt: new Date(createdAt).toISOString() }));
    },
  });
});

await listen(server);
