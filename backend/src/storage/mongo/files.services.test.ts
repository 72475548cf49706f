import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { newClientId, RestClient } from '@chatwatch/client';
import { afterEach, expect, it } from '@jest/globals';
import { type Db, MongoClient, type ObjectId } from 'mongodb';
import { newId } from '../../chat/ids.js';
import { FileSweep } from '../../files/sweep.js';
import { startTestService, type TestService } from '../../testing/start-service.js';
import { createUser } from '../contract/fixtures.js';
import { StoreUnavailable } from '../errors.js';
import { toArray } from '../files/contract.js';
import { describeOnMongod } from './testing/servers.js';

const SECRETS = { JWT_SECRET: 'j'.repeat(32), SERVICE_TOKEN: 's'.repeat(16) };
const HOUR_MS = 3_600_000;

describeOnMongod('files on MongoDB', (world) => {
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  });

  const start = async (MONGODB_URL: string): Promise<TestService> => {
    const service = await startTestService({ MONGODB_URL, ...SECRETS });
    endings.push(() => service.stop());
    return service;
  };

  const look = (url: string): Db => {
    const client = new MongoClient(url);
    endings.push(() => client.close());
    return client.db();
  };

  const download = (url: string, token: string, id: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/api/files/${id}`, { headers: { authorization: `Bearer ${token}`, ...headers } });

  it('are uploaded to one node, read from another, and gone with their message', async () => {
    const url = world().mongod.databaseUrl();
    const [one, two] = [await start(url), await start(url)];
    const ann = await one.register('Ann');
    const channel = await one.channel(ann);
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(3_000_000)]);
    const file = await ann.rest.uploadFile(new Blob([content]), { name: 'plan.pdf' });
    const whole = await download(two.url, ann.token, file.id);
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    const part = await download(two.url, ann.token, file.id, { range: 'bytes=1000000-2000000' });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(1_000_000, 2_000_001))).toBe(true);

    const clientId = newClientId();
    const sent = await ann.rest.sendMessage(channel.id, { clientId, content: '', fileIds: [file.id] });
    expect(sent.files).toEqual([file]);
    const other = new RestClient({ baseUrl: two.url, token: ann.token });
    await other.deleteMessage(channel.id, sent.seq);
    expect((await download(one.url, ann.token, file.id)).status).toBe(404);
    const chunks = look(url).collection('fs.chunks');
    // Bytes go after the answer.
    while ((await chunks.countDocuments()) > 0) continue;
    expect(await look(url).collection('fs.files').countDocuments()).toBe(0);
  }, 60_000);

  it('leave nothing when they are refused on the way', async () => {
    const url = world().mongod.databaseUrl();
    const service = await start(url);
    const ann = await service.register('Ann');
    // It begins as text, and is none after the first mebibyte.
    const broken = Buffer.concat([Buffer.alloc(2_000_000, 'a'), Buffer.from([0])]);
    await expect(ann.rest.uploadFile(new Blob([broken]), { name: 'a.txt' })).rejects.toMatchObject({ status: 415 });
    expect(await look(url).collection('fs.chunks').countDocuments()).toBe(0);
  }, 60_000);

  it('are swept: chunks that a crash left, once no upload can be under way, and no others', async () => {
    const url = world().mongod.databaseUrl();
    const store = await world().open({ url });
    const { id: uploaderId } = await createUser(store);
    const kept = newId();
    const shown = { id: kept, name: 'a.txt', type: 'text/plain', sizeBytes: 3 };
    await store.fileStore.write(kept, some('abc'));
    await store.files.create({ ...shown, uploaderId, createdAt: Date.now() });
    const left = newId();
    const chunk = { files_id: left as unknown as ObjectId, n: 0, data: Buffer.from('left') };
    await look(url).collection('fs.chunks').insertOne(chunk);

    const unwanted = (): never => {
      throw new Error('nothing of this is told');
    };
    const parts = { records: store.files, bytes: store.fileStore, unattachedTtlMs: 24 * HOUR_MS };
    const sweep = new FileSweep({ ...parts, onSwept: unwanted, onFault: unwanted });
    const writtenAt = (await store.fileStore.writtenAt(left)) ?? 0;
    expect(await sweep.run(writtenAt + HOUR_MS - 1)).toEqual({ unattached: 0, unrecorded: 0 });
    expect(await sweep.run(writtenAt + HOUR_MS)).toEqual({ unattached: 0, unrecorded: 1 });
    expect(await toArray(store.fileStore.list())).toEqual([kept]);
  });

  it('are whole or not there when the database dies under an upload', async () => {
    const { mongod, open } = world();
    const { fileStore } = await open();
    const id = newId();
    async function* deadly(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(2_000_000);
      await mongod.kill();
      yield Buffer.alloc(2_000_000);
    }
    await expect(fileStore.write(id, deadly())).rejects.toThrow(StoreUnavailable);
    await mongod.restart();
    expect(await fileStore.read(id)).toBeUndefined();
    await fileStore.remove(id);
    const next = newId();
    await fileStore.write(next, some('abc'));
    expect(await toArray(fileStore.list())).toEqual([next]);
  }, 60_000);

  it('end with an error in time when the database falls silent', async () => {
    const { mongod, open } = world();
    const store = await open();
    const id = newId();
    await store.fileStore.write(id, some('x'.repeat(3_000_000)));
    const stream = await store.fileStore.read(id);
    mongod.pause();
    try {
      const results = await Promise.allSettled([
        stream && text(stream),
        store.fileStore.write(newId(), some('abc')),
        store.fileStore.read(id),
        toArray(store.fileStore.list()),
      ]);
      const reasons = results.map((result) => (result.status === 'rejected' ? (result.reason as unknown) : undefined));
      expect(reasons).toEqual(reasons.map(() => expect.any(StoreUnavailable)));
    } finally {
      mongod.resume();
    }
  }, 60_000);
});

async function* some(content: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(content));
}
