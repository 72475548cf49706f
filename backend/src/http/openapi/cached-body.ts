import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { namesTag } from '../entity-tag.js';

const compress = promisify(gzip);

interface Variant {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Bytes that never change while the process runs: loaded, hashed and compressed at most once, when first asked for. */
export class CachedBody {
  readonly #mediaType: string;
  readonly #load: () => Buffer | Promise<Buffer>;
  #plain: Promise<Variant> | undefined;
  #gzipped: Promise<Variant> | undefined;

  constructor(mediaType: string, load: () => Buffer | Promise<Buffer>) {
    this.#mediaType = mediaType;
    this.#load = load;
  }

  /** Answers with the bytes, or with 304 to who has them. A browser asks each time, so a new version shows at once. */
  async send(request: Request, response: Response): Promise<void> {
    const isGzipped = request.acceptsEncodings('gzip', 'identity') === 'gzip';
    const { bytes, etag } = await (isGzipped ? this.#asGzipped() : this.#asPlain());
    response.vary('Accept-Encoding');
    response.set({ ETag: etag, 'Cache-Control': 'public, no-cache', 'Content-Type': this.#mediaType });
    if (isGzipped) response.setHeader('Content-Encoding', 'gzip');
    if (namesTag(request.headers['if-none-match'], etag)) response.status(304).end();
    else response.status(200).send(bytes);
  }

  #asPlain(): Promise<Variant> {
    return (this.#plain ??= Promise.resolve(this.#load()).then(withTag));
  }

  #asGzipped(): Promise<Variant> {
    return (this.#gzipped ??= this.#asPlain().then(async ({ bytes }) => withTag(await compress(bytes))));
  }
}

const withTag = (bytes: Buffer): Variant => {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { bytes, etag: `"${hash}"` };
};
