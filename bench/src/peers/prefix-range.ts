/**
 * Search of users as a B-tree gives it: names that begin with a text, by Express, from SQLite in the same process.
 * Its arguments are the folder of the database and the number of users.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import express from 'express';
import { namesOf } from '../lib/load/people.js';
import { listen } from './listen.js';

const LIMIT = 20;

const [folder = '.', count = '0'] = process.argv.slice(2);
const database = new Sqlite(join(folder, 'peer.db'));
database.pragma('journal_mode = WAL');
database.exec(`
  CREATE TABLE users (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    avatarUrl TEXT,
    status TEXT NOT NULL,
    lastSeenAt TEXT
  ) STRICT;
  CREATE INDEX users_by_name ON users (name);
`);
const insert = database.prepare("INSERT INTO users (id, name, status) VALUES (?, ?, 'offline')");
database.transaction(() => {
  let next = 0;
  for (const name of namesOf(Number(count))) insert.run(`user-${++next}`, name);
})();
const search = database.prepare(
  `SELECT id, name, avatarUrl, status, lastSeenAt FROM users WHERE name >= ? AND name < ? ORDER BY name LIMIT ${LIMIT}`,
);

const app = express();
app.get('/api/users/search', (request, response) => {
  const { q } = request.query;
  response.json({ users: typeof q === 'string' ? search.all(q, `${q}\u{10ffff}`) : [] });
});
const server = createServer(app);
server.keepAliveTimeout = 0;

await listen(server);
