import { describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { migrate, migrations } from './migrations.js';

const steps = [
  { version: 1, sql: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)' },
  { version: 2, sql: "ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT 'white'" },
];

describe('migrations', () => {
  it('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('bring a database of the version before to the newest and keep its rows', () => {
    const database = new Sqlite(':memory:');
    migrate(database, steps.slice(0, 1));
    database.exec("INSERT INTO notes VALUES (1, 'kept')");
    migrate(database, steps);
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ id: 1, text: 'kept', colour: 'white' }]);
    expect(database.pragma('user_version', { simple: true })).toBe(2);
  });

  it('do nothing to a database of the newest version', () => {
    const database = new Sqlite(':memory:');
    migrate(database);
    migrate(database);
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length);
  });

  it('leave a database at the last step that worked when one fails', () => {
    const database = new Sqlite(':memory:');
    const broken = { version: 2, sql: 'ALTER TABLE notes ADD COLUMN a TEXT; ALTER TABLE absent ADD COLUMN b TEXT' };
    expect(() => {
      migrate(database, [...steps.slice(0, 1), broken]);
    }).toThrow('no such table');
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    expect(database.pragma('table_info(notes)')).toHaveLength(2);
  });

  it('refuse a database that is newer', () => {
    const database = new Sqlite(':memory:');
    migrate(database, steps);
    expect(() => {
      migrate(database, steps.slice(0, 1));
    }).toThrow('schema version 2, this release knows versions up to 1');
  });

  it('keep who was connected, as on a node that ended', () => {
    const database = new Sqlite(':memory:');
    migrate(database, migrations.slice(0, 6));
    const insert = database.prepare(
      `INSERT INTO users (id, name, email, password_hash, role, is_disabled, status, created_at, is_connected)
       VALUES (?, ?, ?, 'hash', 'user', 0, 'online', 0, ?)`,
    );
    insert.run('here', 'Ada', 'ada@example.org', 1);
    insert.run('away', 'Bob', 'bob@example.org', 0);
    migrate(database);
    expect(database.prepare('SELECT id, nodes FROM users ORDER BY id').all()).toEqual([
      { id: 'away', nodes: '[]' },
      { id: 'here', nodes: '["before"]' },
    ]);
  });
});
