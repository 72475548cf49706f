import type { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Content codings that answers come in, as `Content-Encoding` and `Accept-Encoding` name them. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** Below it headers weigh more than what compression saves. */
export const MIN_ENCODED_BYTES = 1_024;

/**
 * For a page of 12 KB: 2,253 bytes with 5, 2,484 with 4, 2,441 with gzip; 6 and above take several times as long. The
 * window is as large as the text, since the default of 4 MiB is memory that each call fills first.
 */
const BROTLI_QUALITY = 5;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The bytes in a coding; made in zlib's threads, never on the event loop. */
export const encode = async (encoding: Exclude<Encoding, 'identity'>, bytes: Buffer): Promise<Buffer> => {
  if (encoding === 'gzip') return await zip(bytes);
  return await brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: windowBits(bytes.length),
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
};

const windowBits = (sizeBytes: number): number => {
  const { BROTLI_MIN_WINDOW_BITS: least, BROTLI_DEFAULT_WINDOW: most } = constants;
  return Math.min(most, Math.max(least, Math.ceil(Math.log2(sizeBytes + 16))));
};
