import type { Buffer } from 'node:buffer';
import type { Request, Response } from 'express';
import { Representation } from '../../content/representation.js';
import { sendRepresentation } from '../send.js';

/** Bytes that never change while the process runs: loaded when first asked for, and then kept. */
export class CachedBody {
  readonly #mediaType: string;
  readonly #load: () => Buffer | Promise<Buffer>;
  #representation: Promise<Representation> | undefined;

  constructor(mediaType: string, load: () => Buffer | Promise<Buffer>) {
    this.#mediaType = mediaType;
    this.#load = load;
  }

  /** Answers with the bytes, or with 304 to who has them. A browser asks each time, so a new version shows at once. */
  async send(request: Request, response: Response): Promise<void> {
    const representation = await (this.#representation ??= this.#read());
    response.setHeader('Cache-Control', 'public, no-cache');
    await sendRepresentation(request, response, representation, this.#mediaType);
  }

  async #read(): Promise<Representation> {
    return new Representation(await this.#load());
  }
}
