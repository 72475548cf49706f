import type { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** Codings that bodies of requests may come in. */
const unpackers = { br: promisify(brotliDecompress), gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

export type PackedEncoding = keyof typeof unpackers;

export const isPackedEncoding = (name: string): name is PackedEncoding => Object.hasOwn(unpackers, name);

/**
 * How many are unpacked at the same time. What a body unpacks to is bounded, but not the window that its coding asks
 * for: 16 MiB with brotli. 50 bombs at once took 138 MB without this bound.
 */
const AT_ONCE = 2;

/** Unpacks bodies, in zlib's threads and a few at a time. */
export class Inflater {
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  /** @throws {RangeError} `ERR_BUFFER_TOO_LARGE` over `limitBytes`, or zlib's error for bytes that are not of the coding */
  async unpack(encoding: PackedEncoding, bytes: Buffer, limitBytes: number): Promise<Buffer> {
    if (this.#underWay >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#underWay += 1;
    try {
      return await unpackers[encoding](bytes, { maxOutputLength: limitBytes });
    } finally {
      // Whoever waits takes over the place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay -= 1;
    }
  }
}
