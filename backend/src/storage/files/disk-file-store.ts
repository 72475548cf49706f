import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, opendir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { StoreUnavailable } from '../errors.js';
import type { ByteRange, FileStore } from './file-store.js';

/** Ids as we make them; whatever else is asked for never becomes a path. */
const ID = /^[A-Za-z0-9]{20}$/;

/**
 * Keeps files in one directory, each under its id.
 * @param directory made when it is not there
 * @example
 * const files = await openDiskFileStore('.data/files');
 */
export async function openDiskFileStore(directory: string): Promise<FileStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await syncDirectory(path.dirname(directory));
  return new DiskFileStore(directory);
}

class DiskFileStore implements FileStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async write(id: string, bytes: AsyncIterable<Uint8Array>): Promise<{ sizeBytes: number }> {
    const file = this.#pathOf(id);
    if (file === undefined) throw new TypeError('this is no id of a file');
    const handle = await attempt(() => open(file, 'wx', 0o600));
    try {
      const sizeBytes = await writeAll(handle, bytes);
      await attempt(async () => {
        await handle.sync();
        await handle.close();
        // The name is durable with the directory that it is in.
        await syncDirectory(this.#directory);
      });
      return { sizeBytes };
    } catch (error) {
      // What cannot be removed now has no record either, and is swept.
      await handle.close().catch(() => undefined);
      await rm(file, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async read(id: string, range?: ByteRange): Promise<Readable | undefined> {
    const file = this.#pathOf(id);
    if (file === undefined) return undefined;
    const handle = await unlessAbsent(() => open(file, 'r'));
    // The stream owns the descriptor from here on, and closes it however it ends.
    return handle?.createReadStream(range);
  }

  async remove(id: string): Promise<void> {
    const file = this.#pathOf(id);
    if (file !== undefined) await attempt(() => rm(file, { force: true }));
  }

  async *list(): AsyncGenerator<string> {
    const entries = await attempt(() => opendir(this.#directory));
    for await (const { name } of entries) {
      if (ID.test(name)) yield name;
    }
  }

  async writtenAt(id: string): Promise<number | undefined> {
    const file = this.#pathOf(id);
    if (file === undefined) return undefined;
    const found = await unlessAbsent(() => stat(file));
    return found?.mtimeMs;
  }

  #pathOf(id: string): string | undefined {
    return ID.test(id) ? path.join(this.#directory, id) : undefined;
  }
}

async function writeAll(handle: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    // `write` may take less than it is given, `appendFile` goes on until all is written.
    await attempt(() => handle.appendFile(chunk));
    sizeBytes += chunk.length;
  }
  return sizeBytes;
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function attempt<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnavailable(`the files cannot be reached now: ${reason}`, { cause });
  }
}

async function unlessAbsent<Result>(run: () => Promise<Result>): Promise<Result | undefined> {
  return attempt(() =>
    run().catch((error: unknown) => {
      // The system rejects with nothing else.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }),
  );
}
