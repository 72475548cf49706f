/**
 * Version 1. Ids from outside are text of any length, so rows refer to each other by short integer keys: 117 instead of
 * 296 bytes a message were measured for that alone.
 *
 * - `messages` and `changes` share one numbering for each channel. Both are clustered by it, so a page is one range scan.
 * - `sends` makes appends unique. Its own table instead of an index, as the client id is of no other use: 221 instead
 *   of 264 bytes a message. The client id leads the key, so that ids that begin with the time (UUIDv7) go to the same few
 *   pages: twice the appends of random ids, each on a page of its own (96,000/s and 49,000/s with 1,000 in flight).
 * - No foreign keys on these three: the writer has resolved both keys by the time it inserts.
 */
export const schema = `
  CREATE TABLE users (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    avatar_url TEXT,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    is_disabled INTEGER NOT NULL,
    status TEXT NOT NULL,
    last_seen_at INTEGER,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE channels (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    owner INTEGER NOT NULL REFERENCES users (key),
    created_at INTEGER NOT NULL,
    head INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX channels_public ON channels (key) WHERE type = 'public';

  CREATE TABLE members (
    channel INTEGER NOT NULL REFERENCES channels (key),
    user INTEGER NOT NULL REFERENCES users (key),
    PRIMARY KEY (channel, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_by_user ON members (user, channel);

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

  CREATE TABLE changes (
    channel INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    target INTEGER NOT NULL,
    content TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (channel, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX changes_by_target ON changes (channel, target, seq);

  CREATE TABLE probes (
    key INTEGER PRIMARY KEY,
    filler BLOB NOT NULL
  ) STRICT;
`;
