import { ObjectId } from 'mongodb';

/** The size that GridFS has by default: a document of a chunk fits into 256 KiB of the cache's pages. */
export const CHUNK_BYTES = 255 * 1_024;

/** Chunks that cross the network together: 1 MiB of a file is in memory at a time. */
export const BATCH_CHUNKS = 4;

/** A document of `fs.files`, as the specification of GridFS has it. */
export interface GridFile {
  readonly _id: string;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
}

/** A document of `fs.chunks`. */
export interface GridChunk {
  /** Holds the second in which it was made. */
  readonly _id: ObjectId;
  readonly files_id: string;
  readonly n: number;
  readonly data: Buffer;
}

/** Cuts bytes into full chunks, the last one as long as the rest, in batches; no bytes are no chunks. */
export async function* toChunkBatches(id: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<GridChunk[]> {
  let batch: GridChunk[] = [];
  let n = 0;
  for await (const data of toSized(bytes, CHUNK_BYTES)) {
    batch.push({ _id: new ObjectId(), files_id: id, n: n++, data });
    if (batch.length < BATCH_CHUNKS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The same bytes in parts of one size. They are copied, so that the source may use its memory again. */
async function* toSized(bytes: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Buffer> {
  let part = Buffer.allocUnsafe(sizeBytes);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length;) {
      const taken = piece.subarray(at, at + sizeBytes - filled);
      part.set(taken, filled);
      at += taken.length;
      filled += taken.length;
      if (filled < sizeBytes) continue;
      yield part;
      part = Buffer.allocUnsafe(sizeBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}
