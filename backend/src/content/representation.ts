import { createHash } from 'node:crypto';
import type { Buffer } from 'node:buffer';
import { encode, type Encoding } from './encoding.js';

/**
 * A body that is answered more than once: each coding is made when it is first asked for, and kept. Every coding has a
 * strong ETag of its own, so that no cache on the way takes one for the other.
 */
export class Representation {
  readonly identity: Buffer;
  readonly #tag: string;
  readonly #encoded = new Map<Encoding, Buffer | Promise<Buffer>>();

  constructor(identity: Buffer) {
    this.identity = identity;
    this.#tag = createHash('sha1').update(identity).digest('base64url');
  }

  /** The ETag with its quotes. */
  etag(encoding: Encoding): string {
    return encoding === 'identity' ? `"${this.#tag}"` : `"${this.#tag}-${encoding}"`;
  }

  /** At once and without a promise where the coding has been made before. */
  bytes(encoding: Encoding): Buffer | Promise<Buffer> {
    if (encoding === 'identity') return this.identity;
    return this.#encoded.get(encoding) ?? this.#make(encoding);
  }

  /** The bytes where they have been made, else undefined. */
  made(encoding: Encoding): Buffer | undefined {
    const bytes = encoding === 'identity' ? this.identity : this.#encoded.get(encoding);
    return bytes instanceof Promise ? undefined : bytes;
  }

  #make(encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
    const making = encode(encoding, this.identity).then(
      (bytes) => {
        this.#encoded.set(encoding, bytes);
        return bytes;
      },
      (error: unknown) => {
        this.#encoded.delete(encoding);
        throw error;
      },
    );
    this.#encoded.set(encoding, making);
    return making;
  }
}
