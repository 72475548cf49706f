import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../chat/ids.js';
import { newUser } from '../chat/users.js';
import { openDiskFileStore } from '../storage/files/disk-file-store.js';
import type { FileStore } from '../storage/files/file-store.js';
import { openSqliteStore } from '../storage/sqlite/index.js';
import type { Store } from '../storage/store.js';
import { FileSweep, type Swept } from './sweep.js';

const HOUR_MS = 3_600_000;
const TTL_MS = 24 * HOUR_MS;

let directory: string;
let store: Store;
let bytes: FileStore;
let uploaderId: string;
let channelId: string;
const created = 1_800_000_000_000;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-sweep-'));
  store = await openSqliteStore({ directory });
  const user = newUser({ name: 'Ann', email: 'ann@example.org', password: 'unused' }, 'hash', 'user');
  await store.users.create(user);
  uploaderId = user.id;
  channelId = newId();
  await store.channels.create({ id: channelId, name: 'c', type: 'public', ownerId: uploaderId, createdAt: 0 }, []);
});

beforeEach(async () => {
  bytes = await openDiskFileStore(path.join(directory, newId()));
});

afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

async function* content(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(randomBytes(10));
}

const write = async (): Promise<string> => {
  const id = newId();
  await bytes.write(id, content());
  return id;
};

const record = async (id: string, createdAt: number): Promise<void> => {
  await store.files.create({ id, name: 'a.txt', type: 'text/plain', sizeBytes: 10, uploaderId, createdAt });
};

const newSweep = (onSwept: (swept: Swept) => void = () => undefined): FileSweep =>
  new FileSweep({
    records: store.files,
    bytes,
    unattachedTtlMs: TTL_MS,
    onSwept,
    onFault: (error) => {
      throw error;
    },
  });

const remaining = async (ids: readonly string[]): Promise<boolean[]> =>
  Promise.all(ids.map(async (id) => (await bytes.writtenAt(id)) !== undefined));

describe('the sweep', () => {
  it('removes what no message carried in time, record and bytes', async () => {
    const [old, young] = [await write(), await write()];
    await record(old, created - 1);
    await record(young, created);
    expect(await newSweep().run(created + TTL_MS)).toEqual({ unattached: 1, unrecorded: 0 });
    expect(await remaining([old, young])).toEqual([false, true]);
    expect(await store.files.findById(old)).toBeUndefined();
    expect(await store.files.findById(young)).toBeDefined();
  });

  it('keeps what a message carries, however old, until the message is deleted', async () => {
    const id = await write();
    await record(id, 0);
    const message = { channelId, authorId: uploaderId, clientId: newId(), content: '', createdAt: 0, fileIds: [id] };
    const sent = await store.messages.append(message);
    const later = Date.now() + 2 * HOUR_MS;
    expect(await newSweep().run(later)).toMatchObject({ unrecorded: 0 });
    expect(await remaining([id])).toEqual([true]);
    await store.messages.delete(channelId, 'message' in sent ? sent.message.seq : 0, 1);
    expect(await newSweep().run(later)).toMatchObject({ unrecorded: 1 });
    expect(await remaining([id])).toEqual([false]);
  });

  it('removes bytes without a record once they cannot be of an upload under way', async () => {
    const id = await write();
    const writtenAt = (await bytes.writtenAt(id)) ?? 0;
    expect(await newSweep().run(writtenAt + HOUR_MS - 1)).toMatchObject({ unrecorded: 0 });
    expect(await newSweep().run(writtenAt + HOUR_MS)).toMatchObject({ unrecorded: 1 });
  });

  it('goes over more files than it looks at together', async () => {
    const ids = await Promise.all(Array.from({ length: 1_100 }, write));
    await Promise.all(ids.slice(0, 550).map((id) => record(id, 1)));
    const later = Date.now() + 2 * HOUR_MS;
    expect(await newSweep().run(later)).toEqual({ unattached: 550, unrecorded: 550 });
    expect(new Set(await remaining(ids))).toEqual(new Set([false]));
  });

  it('runs at the start, and its end waits for it', async () => {
    const place = path.join(directory, newId());
    bytes = await openDiskFileStore(place);
    const id = await write();
    await utimes(path.join(place, id), 0, 0);
    const swept: Swept[] = [];
    const sweep = newSweep((one) => swept.push(one));
    sweep.start();
    await sweep.close();
    expect(swept).toEqual([{ unattached: 0, unrecorded: 1 }]);
    expect(await remaining([id])).toEqual([false]);
  });
});
