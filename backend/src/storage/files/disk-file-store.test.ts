import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../chat/ids.js';
import { StoreUnavailable } from '../errors.js';
import { describeFileStoreContract, toArray } from './contract.js';
import { openDiskFileStore } from './disk-file-store.js';

let parent: string;

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'chatwatch-files-'));
});

afterAll(() => rm(parent, { recursive: true, force: true }));

const directory = (): string => path.join(parent, newId());

describeFileStoreContract('disk', () => openDiskFileStore(directory()));

async function* some(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from('bytes'));
}

describe('the directory of files', () => {
  it('keeps its files over a restart and lists nothing that is not ours', async () => {
    const place = directory();
    const id = newId();
    await (await openDiskFileStore(place)).write(id, some());
    await writeFile(path.join(place, 'notes.txt'), 'a person put this here');
    expect(await toArray((await openDiskFileStore(place)).list())).toEqual([id]);
  });

  it('refuses as unavailable while it cannot be reached', async () => {
    const place = directory();
    const store = await openDiskFileStore(place);
    await rm(place, { recursive: true });
    await writeFile(place, 'a file where the directory was');
    await expect(store.write(newId(), some())).rejects.toThrow(StoreUnavailable);
    await expect(store.read(newId())).rejects.toThrow(StoreUnavailable);
    await expect(toArray(store.list())).rejects.toThrow(StoreUnavailable);
  });

  it('writes no id that could lead out of it', async () => {
    const place = directory();
    const store = await openDiskFileStore(place);
    for (const id of ['../outside', '..', '', 'a/b']) await expect(store.write(id, some())).rejects.toThrow(TypeError);
    expect(await readdir(place)).toEqual([]);
  });
});
