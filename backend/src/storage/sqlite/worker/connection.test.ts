import { afterAll, describe, expect, it } from '@jest/globals';
import { TestDirectories } from '../testing/directories.js';
import { isSafeVersion, openDatabase } from './connection.js';
import { WriteSession } from './write-session.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

const options = { busyTimeoutMs: 1_000, probeIntervalMs: 100 };

describe('a connection', () => {
  it.each(['writer', 'reader'] as const)('of the %s syncs every commit and holds foreign keys', async (role) => {
    const directory = await directories.make();
    const writer = openDatabase({ ...options, role: 'writer', directory });
    const database = openDatabase({ ...options, role, directory });
    const read = (name: string) => database.pragma(name, { simple: true });
    expect([read('journal_mode'), read('synchronous'), read('foreign_keys')]).toEqual(['wal', 2, 1]);
    database.close();
    writer.close();
  });

  it('of the reader cannot write', async () => {
    const directory = await directories.make();
    const session = new WriteSession({ ...options, role: 'writer', directory });
    const reader = openDatabase({ ...options, role: 'reader', directory });
    expect(() => reader.exec('DELETE FROM messages')).toThrow('readonly');
    reader.close();
    session.close();
  });

  it.each([
    ['3.50.9', false],
    ['3.51.2', false],
    ['3.51.3', true],
    ['3.52.0', true],
    ['4.0.0', true],
  ])('takes SQLite %s: %s', (version, isSafe) => {
    expect(isSafeVersion(version)).toBe(isSafe);
  });

  it('moves a long log into the database when idle, and leaves a short one', async () => {
    const directory = await directories.make();
    const session = new WriteSession({ ...options, role: 'writer', directory });
    const beside = directories.connect(directory);
    const logged = () => {
      // The pragma answers one row of three numbers.
      const [state] = beside.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
      return (state?.log ?? 0) - (state?.checkpointed ?? 0);
    };
    session.checkpointWhenIdle();
    expect(logged()).toBeGreaterThan(0);
    beside.pragma('wal_autocheckpoint = 0');
    beside.exec('CREATE TABLE ballast (filler BLOB); INSERT INTO ballast VALUES (zeroblob(5000000))');
    session.checkpointWhenIdle();
    expect(logged()).toBe(0);
    session.close();
  });
});
