import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, GridFSBucket, MongoClient, ObjectId } from 'mongodb';
import { newId } from '../../../chat/ids.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../../testing/servers/mongod.js';
import { describeFileStoreContract, toArray } from '../../files/contract.js';
import type { FileStore } from '../../files/file-store.js';
import { Calls } from '../calls/calls.js';
import { connect } from '../connection.js';
import { createIndexes } from '../indexes.js';
import { BATCH_CHUNKS, CHUNK_BYTES } from './chunks.js';
import { createGridFsFileStore } from './grid-fs-file-store.js';

const program = findProgram('mongod');
const describeWithMongod = program === undefined ? describe.skip : describe;

let mongod: TestMongod;
const clients: MongoClient[] = [];

const newDatabase = async (): Promise<Db> => {
  const prepare = (client: MongoClient): Promise<void> => createIndexes(client.db());
  const { client, pings } = await connect(mongod.databaseUrl(), prepare);
  clients.push(client, pings);
  return client.db();
};

async function* some(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const toBytes = async (store: FileStore, id: string): Promise<Buffer> => {
  const stream = await store.read(id);
  if (!stream) throw new Error('there is no such file');
  return buffer(stream);
};

/** One byte over a batch: two requests to write it, and two to read it. */
const large = randomBytes(CHUNK_BYTES * BATCH_CHUNKS + 1);

describeWithMongod('GridFS', () => {
  beforeAll(async () => {
    mongod = await startMongod(program ?? '');
  }, 60_000);
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await mongod.stop();
  });

  describeFileStoreContract('gridfs', async () => createGridFsFileStore(await newDatabase(), new Calls()));

  it('gives parts that begin and end in any chunk of any batch', async () => {
    const store = createGridFsFileStore(await newDatabase(), new Calls());
    const id = newId();
    await store.write(id, some(large));
    const edges = [0, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES * BATCH_CHUNKS - 1, CHUNK_BYTES * BATCH_CHUNKS];
    for (const start of edges) {
      for (const end of edges.filter((edge) => edge >= start)) {
        const part = await store.read(id, { start, end });
        const bytes = part ? await buffer(part) : Buffer.alloc(0);
        expect(bytes.equals(large.subarray(start, end + 1))).toBe(true);
      }
    }
  });

  it('is read and written by the driver’s own bucket as well, whichever of them was first', async () => {
    const client = new MongoClient(mongod.databaseUrl());
    clients.push(client);
    const database = client.db();
    // The driver's types know ids of one kind.
    const bucket = new GridFSBucket(database) as unknown as {
      openDownloadStream(id: string): NodeJS.ReadableStream;
      openUploadStreamWithId(id: string, name: string): NodeJS.WritableStream;
    };
    const [theirs, ours] = [newId(), newId()];
    await pipeline(some(large), bucket.openUploadStreamWithId(theirs, 'theirs'));
    await createIndexes(database);
    const store = createGridFsFileStore(database, new Calls());
    expect((await toBytes(store, theirs)).equals(large)).toBe(true);
    await store.write(ours, some(large));
    expect((await buffer(bucket.openDownloadStream(ours))).equals(large)).toBe(true);
  });

  it('gives an id to one of two who write it at once, and keeps his bytes', async () => {
    const store = createGridFsFileStore(await newDatabase(), new Calls());
    const id = newId();
    const bytes = [Buffer.alloc(CHUNK_BYTES * 2, 1), Buffer.alloc(CHUNK_BYTES * 2, 2)];
    const results = await Promise.allSettled(bytes.map((each) => store.write(id, some(each))));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const winner = bytes[results.findIndex(({ status }) => status === 'fulfilled')];
    expect((await toBytes(store, id)).equals(winner ?? Buffer.alloc(0))).toBe(true);
  });

  it('names what a crash left behind, with its time, and removes it', async () => {
    const database = await newDatabase();
    const store = createGridFsFileStore(database, new Calls());
    const [id, whole] = [newId(), newId()];
    await store.write(whole, some(large));
    const secondsAgo = (seconds: number): ObjectId => ObjectId.createFromTime(Date.now() / 1_000 - seconds);
    const chunks = database.collection<{ _id: ObjectId; files_id: string; n: number; data: Buffer }>('fs.chunks');
    await chunks.insertMany([
      { _id: secondsAgo(9_000), files_id: id, n: 0, data: large.subarray(0, CHUNK_BYTES) },
      { _id: secondsAgo(7_200), files_id: id, n: 1, data: large.subarray(0, CHUNK_BYTES) },
    ]);
    expect((await toArray(store.list())).toSorted()).toEqual([id, whole].toSorted());
    expect(await store.read(id)).toBeUndefined();
    expect(Math.round((Date.now() - ((await store.writtenAt(id)) ?? 0)) / 60_000)).toBe(120);
    await store.remove(id);
    expect(await chunks.countDocuments({ files_id: id })).toBe(0);
    expect(await toArray(store.list())).toEqual([whole]);
  });

  it('leaves no chunk of an upload that its sender breaks off', async () => {
    const database = await newDatabase();
    const store = createGridFsFileStore(database, new Calls());
    const failure = new Error('the sender has left');
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(large);
      throw failure;
    }
    await expect(store.write(newId(), broken())).rejects.toBe(failure);
    expect(await database.collection('fs.chunks').countDocuments()).toBe(0);
    expect(await database.collection('fs.files').countDocuments()).toBe(0);
  });

  it('lists more files than come in one answer of the database', async () => {
    const store = createGridFsFileStore(await newDatabase(), new Calls());
    const ids = Array.from({ length: 250 }, newId);
    for (let from = 0; from < ids.length; from += 25) {
      await Promise.all(ids.slice(from, from + 25).map((id) => store.write(id, some(large.subarray(0, 10)))));
    }
    expect((await toArray(store.list())).toSorted()).toEqual(ids.toSorted());
  });
});
