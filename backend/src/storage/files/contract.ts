import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../chat/ids.js';
import type { FileStore } from './file-store.js';

async function* chunks(...parts: (Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await Promise.resolve();
    if (part instanceof Error) throw part;
    yield part;
  }
}

/** Everything that an iteration gives. */
export async function toArray<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const toBytes = (stream: Readable | undefined): Promise<Buffer> => {
  if (stream === undefined) throw new Error('there is no such file');
  return buffer(stream);
};

/**
 * What `file-store.ts` promises, as tests that every adapter runs.
 * @param open opens a new, empty store
 */
export function describeFileStoreContract(name: string, open: () => Promise<FileStore>): void {
  describe(`${name} keeps the file store's contract`, () => {
    let store: FileStore;

    beforeAll(async () => {
      store = await open();
    });

    const write = async (...parts: (Uint8Array | Error)[]): Promise<string> => {
      const id = newId();
      await store.write(id, chunks(...parts));
      return id;
    };
    const ids = (): Promise<string[]> => toArray(store.list());

    it('gives back what was written, with its size', async () => {
      const parts = [randomBytes(100_000), Buffer.alloc(0), randomBytes(1)];
      const id = newId();
      expect(await store.write(id, chunks(...parts))).toEqual({ sizeBytes: 100_001 });
      expect((await toBytes(await store.read(id))).equals(Buffer.concat(parts))).toBe(true);
      expect(await ids()).toContain(id);
    });

    it('gives parts, both ends inside', async () => {
      const bytes = randomBytes(300_000);
      const id = await write(bytes);
      for (const [start, end] of [
        [0, 0],
        [299_999, 299_999],
        [65_535, 200_000],
        [0, 299_999],
      ] as const) {
        const part = await toBytes(await store.read(id, { start, end }));
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }
    });

    it('leaves nothing when the source fails, and passes its error on', async () => {
      const failure = new Error('the sender has left');
      const id = newId();
      await expect(store.write(id, chunks(randomBytes(100_000), failure))).rejects.toBe(failure);
      expect(await store.read(id)).toBeUndefined();
      expect(await ids()).not.toContain(id);
    });

    it('refuses an id that is taken and keeps its bytes', async () => {
      const id = await write(Buffer.from('first'));
      await expect(store.write(id, chunks(Buffer.from('second')))).rejects.toThrow();
      expect((await toBytes(await store.read(id))).toString()).toBe('first');
    });

    it('knows no unknown id, whatever it looks like', async () => {
      for (const id of [newId(), '', '.', '..', '../secret', '/etc/passwd', 'a\0b', '%2e%2e']) {
        expect(await store.read(id)).toBeUndefined();
        expect(await store.writtenAt(id)).toBeUndefined();
        await store.remove(id);
      }
    });

    it('removes a file, also a second time', async () => {
      const id = await write(Buffer.from('gone'));
      await store.remove(id);
      await store.remove(id);
      expect(await store.read(id)).toBeUndefined();
      expect(await ids()).not.toContain(id);
    });

    it('tells when a file was written', async () => {
      const before = Date.now();
      const writtenAt = await store.writtenAt(await write(Buffer.from('now')));
      // Clocks of file systems may be coarse.
      expect(Math.abs((writtenAt ?? 0) - before)).toBeLessThan(60_000);
    });

    it('frees a reader that is destroyed before its end', async () => {
      const stream = await store.read(await write(randomBytes(300_000)));
      stream?.destroy();
      if (stream) await once(stream, 'close');
      expect(stream?.closed).toBe(true);
    });

    it('writes many at once', async () => {
      const bytes = Array.from({ length: 20 }, () => randomBytes(10_000));
      const written = await Promise.all(bytes.map((part) => write(part)));
      const read = await Promise.all(written.map(async (id) => toBytes(await store.read(id))));
      expect(read.map((part, index) => part.equals(bytes[index] ?? Buffer.alloc(0)))).toEqual(bytes.map(() => true));
    });
  });
}
