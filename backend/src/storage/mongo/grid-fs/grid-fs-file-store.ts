import { Readable } from 'node:stream';
import type { AbstractCursor, Collection, Db } from 'mongodb';
import { StoreRejected, StoreUnavailable } from '../../errors.js';
import type { ByteRange, FileStore } from '../../files/file-store.js';
import type { Calls } from '../calls/calls.js';
import { WAITS } from '../limits.js';
import { BATCH_CHUNKS, CHUNK_BYTES, type GridChunk, type GridFile, toChunkBatches } from './chunks.js';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;

/** The group steps over the index from file to file, and each is looked up by its id. */
const WITHOUT_ENTRY = [
  { $group: { _id: '$files_id' } },
  { $lookup: { from: 'fs.files', localField: '_id', foreignField: '_id', as: 'entries' } },
  { $match: { entries: [] } },
  { $project: { _id: 1 } },
];

/**
 * Keeps files in GridFS, in the bucket `fs`, as any driver and `mongofiles` read it. Written with the driver's ordinary
 * calls instead of its `GridFSBucket`, so that each of them has a deadline, and an upload to an id that is taken does
 * not remove the other's chunks.
 *
 * Chunks come first and the entry of the file last: a file is whole or not there. What a crash leaves are chunks without
 * an entry, which `list` names, for the sweep.
 * @param database with the indexes of `indexes.ts`
 */
export const createGridFsFileStore = (database: Db, calls: Calls): FileStore => new GridFsFileStore(database, calls);

class GridFsFileStore implements FileStore {
  readonly #files: Collection<GridFile>;
  readonly #chunks: Collection<GridChunk>;
  readonly #calls: Calls;

  constructor(database: Db, calls: Calls) {
    this.#files = database.collection('fs.files');
    this.#chunks = database.collection('fs.chunks');
    this.#calls = calls;
  }

  async write(id: string, bytes: AsyncIterable<Uint8Array>): Promise<{ sizeBytes: number }> {
    if (await this.#find(id)) throw new StoreRejected('a file has this id');
    let sizeBytes = 0;
    try {
      for await (const batch of toChunkBatches(id, bytes)) {
        await this.#calls.write('insert', 'files', () => this.#chunks.insertMany(batch));
        for (const { data } of batch) sizeBytes += data.length;
      }
      const file = { _id: id, length: sizeBytes, chunkSize: CHUNK_BYTES, uploadDate: new Date() };
      await this.#calls.write('insert', 'files', () => this.#files.insertOne(file));
      return { sizeBytes };
    } catch (error) {
      await this.#undo(id, error);
      throw error;
    }
  }

  async read(id: string, range?: ByteRange): Promise<Readable | undefined> {
    const file = await this.#find(id);
    if (!file) return undefined;
    const { start, end } = range ?? { start: 0, end: file.length - 1 };
    return Readable.from(this.#parts(file, start, end), { objectMode: false });
  }

  /** The entry goes first: from then on nobody begins to read what is going. */
  async remove(id: string): Promise<void> {
    await this.#calls.write('delete', 'files', () => this.#files.deleteOne({ _id: id }));
    await this.#calls.write('delete', 'files', () => this.#chunks.deleteMany({ files_id: id }));
  }

  /** Entries, then those whose chunks have none: of uploads under way, and of those that a crash cut off. */
  async *list(): AsyncGenerator<string> {
    const entries = this.#files.find<{ _id: string }>({}, { ...BOUNDED, projection: { _id: 1 }, sort: { _id: 1 } });
    yield* this.#ids(entries);
    yield* this.#ids(this.#chunks.aggregate<{ _id: string }>(WITHOUT_ENTRY, BOUNDED));
  }

  async writtenAt(id: string): Promise<number | undefined> {
    const file = await this.#find(id);
    if (file) return file.uploadDate.getTime();
    const options = { ...BOUNDED, projection: { _id: 1 }, sort: { n: -1 } } as const;
    const last = await this.#calls.read('find', 'files', () => this.#chunks.findOne({ files_id: id }, options));
    return last?._id.getTimestamp().getTime();
  }

  /** What cannot be removed now has no entry and no record, and is swept. */
  async #undo(id: string, error: unknown): Promise<void> {
    // Chunks of the id are another's, who began at the same moment.
    if (error instanceof StoreRejected) return;
    const removed = this.remove(id).catch(() => undefined);
    // A database that is away would hold the sender for two deadlines more.
    if (!(error instanceof StoreUnavailable)) await removed;
  }

  #find(id: string): Promise<GridFile | null> {
    return this.#calls.read('find', 'files', () => this.#files.findOne({ _id: id }, BOUNDED));
  }

  /** A query a batch instead of one cursor: a slow reader holds nothing in the database. */
  async *#parts({ _id: id, chunkSize }: GridFile, start: number, end: number): AsyncGenerator<Buffer> {
    for (let n = Math.floor(start / chunkSize); n * chunkSize <= end; n += BATCH_CHUNKS) {
      const last = Math.min(n + BATCH_CHUNKS - 1, Math.floor(end / chunkSize));
      const chunks = await this.#batch(id, n, last);
      if (chunks.length <= last - n) throw new StoreUnavailable('chunks of a file are missing, or it was just removed');
      for (const chunk of chunks) {
        const from = chunk.n * chunkSize;
        yield chunk.data.subarray(Math.max(0, start - from), end + 1 - from);
      }
    }
  }

  #batch(id: string, first: number, last: number): Promise<{ n: number; data: Buffer }[]> {
    const options = {
      ...BOUNDED,
      projection: { _id: 0, n: 1, data: 1 },
      sort: { n: 1 },
      promoteBuffers: true,
    } as const;
    const filter = { files_id: id, n: { $gte: first, $lte: last } };
    return this.#calls.read('find', 'files', () =>
      this.#chunks.find<{ n: number; data: Buffer }>(filter, options).toArray(),
    );
  }

  /** Each trip to the database with its deadline. */
  async *#ids(cursor: AbstractCursor<{ _id: string }>): AsyncGenerator<string> {
    try {
      for (;;) {
        const next = await this.#calls.read('find', 'files', () => cursor.next());
        if (next === null) return;
        yield next._id;
        for (const { _id } of cursor.readBufferedDocuments()) yield _id;
      }
    } finally {
      await cursor.close();
    }
  }
}
