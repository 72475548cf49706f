import type { Readable } from 'node:stream';

/** A part of a file: both ends are inside, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The store of files' bytes: the port beside the store of documents, which has their records.
 *
 * Every adapter passes `contract.ts`. What every call promises:
 * - bytes go through as a stream, so that no file is ever whole in memory;
 * - `StoreUnavailable` says that the bytes could not be written or read now, such as on a full disk.
 */
export interface FileStore {
  /**
   * Keeps what `bytes` gives under a new id, durably before it resolves. When the source or the store fails nothing is
   * left; the source's own error is passed on. Rejects for an id that is taken, whose bytes stay.
   */
  write(id: string, bytes: AsyncIterable<Uint8Array>): Promise<{ sizeBytes: number }>;
  /** The file or a part of it; undefined when there is none. Destroying the stream frees what it holds. */
  read(id: string, range?: ByteRange): Promise<Readable | undefined>;
  /** Of an unknown id nothing is removed. */
  remove(id: string): Promise<void>;
  /** Ids of all files, those that are being written among them, in no particular order. */
  list(): AsyncIterable<string>;
  /** When the last byte was written, milliseconds since the epoch; undefined when there is no such file. */
  writtenAt(id: string): Promise<number | undefined>;
}
