import { Buffer } from 'node:buffer';

/**
 * What a node publishes in a topic in one turn: a version byte, the length and the name of the node, then each message
 * after its length as 32 bits. Receivers cut messages out without a copy.
 */
const VERSION = 1;
const LENGTH_BYTES = 4;

/** A batch as it came. */
interface ReadBatch {
  /** Which node wrote it, in its present life. */
  readonly from: string;
  readonly messages: readonly Buffer[];
}

/** Messages that wait to be published together in one topic. */
export class Batch {
  readonly #chunks: Buffer[];
  #sizeBytes: number;
  #messages = 0;

  /** @param header of the writing node, see `batchHeader` */
  constructor(header: Buffer) {
    this.#chunks = [header];
    this.#sizeBytes = header.length;
  }

  get messages(): number {
    return this.#messages;
  }

  /** Adds a message, given in parts; they must not change any more. @returns bytes that it takes */
  add(parts: readonly Buffer[]): number {
    const sizeBytes = parts.reduce((sum, { length }) => sum + length, 0);
    const length = Buffer.allocUnsafe(LENGTH_BYTES);
    length.writeUInt32BE(sizeBytes);
    this.#chunks.push(length, ...parts);
    this.#sizeBytes += LENGTH_BYTES + sizeBytes;
    this.#messages++;
    return LENGTH_BYTES + sizeBytes;
  }

  toBytes(): Buffer {
    return Buffer.concat(this.#chunks, this.#sizeBytes);
  }
}

/** What every batch of a node begins with. */
export const batchHeader = (node: string): Buffer => {
  const name = Buffer.from(node);
  return Buffer.concat([Buffer.of(VERSION, name.length), name]);
};

/** Undefined for bytes of another release, or none of ours. */
export const readBatch = (bytes: Buffer): ReadBatch | undefined => {
  const nameBytes = bytes[1];
  if (bytes[0] !== VERSION || nameBytes === undefined) return undefined;
  const messages: Buffer[] = [];
  let at = 2 + nameBytes;
  const from = bytes.toString('utf8', 2, at);
  while (at + LENGTH_BYTES <= bytes.length) {
    const start = at + LENGTH_BYTES;
    at = start + bytes.readUInt32BE(at);
    if (at <= bytes.length) messages.push(bytes.subarray(start, at));
  }
  return at === bytes.length ? { from, messages } : undefined;
};
