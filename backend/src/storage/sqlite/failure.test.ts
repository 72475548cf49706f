import { mkdir, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { append, createRoom, fill, message } from '../contract/fixtures.js';
import { StoreTimeout, StoreUnavailable } from '../errors.js';
import type { Store } from '../store.js';
import { openSqliteStore } from './index.js';
import type { SqliteStoreOptions } from './index.js';
import { TestDirectories } from './testing/directories.js';
import { HealthLog } from '../testing/health-log.js';
import { databaseFile } from './worker/connection.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

const stores: Store[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

async function open(directory: string, options: Partial<SqliteStoreOptions> = {}) {
  const health = new HealthLog();
  const given = { directory, probeIntervalMs: 10, onHealthChange: health.record, ...options };
  const store = await openSqliteStore(given);
  stores.push(store);
  return { store, health };
}

describe('a broken database at the start', () => {
  it.each([
    ['a file of something else', (file: string) => writeFile(file, 'no database '.repeat(1_000)), /NOTADB/],
    ['something that cannot be opened', (file: string) => mkdir(file), /CANTOPEN/],
  ])('comes up unwritable over %s, and works once it is gone', async (_, breakIt, reason) => {
    const directory = await directories.make();
    await breakIt(databaseFile(directory));
    const { store, health } = await open(directory);
    expect(await store.health()).toEqual({ isWritable: false, reason: expect.stringMatching(reason) });
    await expect(createRoom(store)).rejects.toThrow(StoreUnavailable);
    await expect(store.users.findById('a')).rejects.toMatchObject({ code: 'store_unavailable' });

    const recovered = health.next(true);
    await rm(databaseFile(directory), { recursive: true });
    await recovered;
    expect(await store.health()).toEqual({ isWritable: true });
    expect(await append(await createRoom(store))).toMatchObject({ seq: 1 });
    expect(health.changes).toHaveLength(2);
  });

  it('refuses a schema newer than it knows, and lets go of the directory', async () => {
    const directory = await directories.make();
    const beside = directories.connect(directory);
    beside.pragma('user_version = 999');
    await expect(open(directory)).rejects.toMatchObject({ code: 'store_too_new' });
    beside.pragma('user_version = 0');
    const { store } = await open(directory);
    expect(await store.health()).toEqual({ isWritable: true });
  });
});

describe('a full database', () => {
  it('keeps what it acknowledged, goes on reading, and goes on writing once there is room', async () => {
    const directory = await directories.make();
    const { store, health } = await open(directory, { maxPages: 200 });
    const room = await createRoom(store);
    const beside = directories.connect(directory);
    beside.exec('CREATE TABLE ballast (filler BLOB); INSERT INTO ballast VALUES (zeroblob(400000))');

    const recovered = health.next(true);
    const sends = Array.from({ length: 200 }, () => message(room, { content: 'x'.repeat(10_000) }));
    const outcomes = [];
    for (const send of sends) outcomes.push(await store.messages.append(send).catch((error: unknown) => error));
    const stored = outcomes.filter((outcome) => !(outcome instanceof Error)).length;
    const refused = outcomes.filter((outcome) => outcome instanceof StoreUnavailable);
    expect(refused).toHaveLength(200 - stored);
    expect(refused[0]).toMatchObject({ cause: { code: 'SQLITE_FULL' }, isOutcomeUnknown: false });
    expect(await store.health()).toMatchObject({ isWritable: false, reason: expect.stringContaining('SQLITE_FULL') });
    const { entries, head } = await store.messages.log(room.channelId, 0, 1_000);
    expect({ entries: entries.length, head }).toEqual({ entries: stored, head: stored });

    beside.exec('DROP TABLE ballast');
    await recovered;
    const again = await Promise.all(sends.slice(0, stored + 5).map((send) => store.messages.append(send)));
    expect(again.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(stored);
    expect(again.at(-1)).toMatchObject({ outcome: 'stored', message: { seq: stored + 5 } });
    expect(beside.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('writes nothing of a group that fails', async () => {
    const directory = await directories.make();
    const { store, health } = await open(directory, { maxPages: 60 });
    const room = await createRoom(store);
    const failed = health.next(false);
    const group = await Promise.allSettled([
      append(room, { content: 'small' }),
      append(room, { content: 'x'.repeat(500_000) }),
    ]);
    await failed;
    expect(group).toMatchObject([{ reason: { code: 'store_unavailable' } }, { reason: { code: 'store_unavailable' } }]);
    await health.next(true);
    expect(await store.messages.head(room.channelId)).toBe(0);
    expect(await append(room)).toMatchObject({ seq: 1 });
  });
});

describe('a database that someone else holds', () => {
  it('rejects a call at its deadline with an unknown outcome, and reports the store unwritable until it answers', async () => {
    const directory = await directories.make();
    const { store } = await open(directory, { deadlineMs: 1_000 });
    const room = await createRoom(store);
    const beside = directories.connect(directory);
    beside.exec('BEGIN IMMEDIATE');
    const sent = message(room);
    await expect(store.messages.append(sent)).rejects.toThrow(StoreTimeout);
    await expect(store.messages.append(message(room))).rejects.toMatchObject({ isOutcomeUnknown: true });
    expect(await store.health()).toMatchObject({ isWritable: false, reason: expect.stringContaining('1000 ms') });
    expect(await store.messages.head(room.channelId)).toBe(0);

    beside.exec('ROLLBACK');
    let again = await store.messages.append(sent).catch((error: unknown) => error);
    while (again instanceof StoreTimeout) again = await store.messages.append(sent).catch((error: unknown) => error);
    expect(again).toMatchObject({ outcome: 'duplicate', message: { seq: 1 } });
    expect(await store.health()).toEqual({ isWritable: true });
  });

  it('reports itself unwritable long before calls come to their deadline, and writable as soon as it answers', async () => {
    const directory = await directories.make();
    const { store } = await open(directory, { busyTimeoutMs: 30_000, deadlineMs: 30_000 });
    const room = await createRoom(store);
    const beside = directories.connect(directory);
    beside.exec('BEGIN IMMEDIATE');
    const waiting = append(room);
    let health = await store.health();
    for (; health.isWritable; health = await store.health()) await setTimeout(20);
    expect(health.reason).toContain('1500 ms');
    beside.exec('ROLLBACK');
    expect(await waiting).toMatchObject({ seq: 1 });
    expect(await store.health()).toEqual({ isWritable: true });
  });

  it('rejects after the busy timeout with nothing written, and recovers', async () => {
    const directory = await directories.make();
    const { store, health } = await open(directory, { busyTimeoutMs: 20 });
    const room = await createRoom(store);
    const beside = directories.connect(directory);
    beside.exec('BEGIN IMMEDIATE');
    await expect(append(room)).rejects.toMatchObject({ code: 'store_unavailable', cause: { code: 'SQLITE_BUSY' } });
    expect(await store.health()).toMatchObject({ isWritable: false });
    const recovered = health.next(true);
    beside.exec('ROLLBACK');
    await recovered;
    expect(await append(room)).toMatchObject({ seq: 1 });
  });

  it('rejects at once what is over the limit of waiting calls, of each kind for itself', async () => {
    const directory = await directories.make();
    const { store } = await open(directory, { maxWaiting: 10 });
    const room = await createRoom(store);
    const beside = directories.connect(directory);
    beside.exec('BEGIN IMMEDIATE');
    const accepted = fill(room, 10);
    await expect(append(room)).rejects.toThrow('10 calls wait');
    expect(await store.messages.head(room.channelId)).toBe(0);
    beside.exec('ROLLBACK');
    await accepted;
    expect(await append(room)).toMatchObject({ seq: 11 });
  });
});
