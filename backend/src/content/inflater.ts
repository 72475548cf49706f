import type { Buffer } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzip, inflate } from 'node:zlib';

interface Limit {
  readonly maxOutputLength: number;
}

/**
 * Here instead of in zlib's threads, a turn of the event loop each: a body takes 0.02 ms and a bomb 1.2 ms until it is
 * over the limit, but each thread that ever unpacked one with its window of up to 16 MiB goes on holding that memory.
 */
const unpackBrotli = async (bytes: Buffer, limit: Limit): Promise<Buffer> => {
  await nextTurn();
  return brotliDecompressSync(bytes, limit);
};

/** Codings that bodies of requests may come in. */
const unpackers = { br: unpackBrotli, gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

export type PackedEncoding = keyof typeof unpackers;

export const isPackedEncoding = (name: string): name is PackedEncoding => Object.hasOwn(unpackers, name);

/** How many are unpacked at the same time: 50 bombs at once took 138 MB without this bound. */
const AT_ONCE = 2;

/** Unpacks bodies, a few at a time. */
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
