import { newClientId } from '@chatwatch/client';

/** Length of every message's text. */
export const CONTENT_BYTES = 120;

const content = 'The quick brown fox jumps over the lazy dog. '.repeat(3).slice(0, CONTENT_BYTES);

/** Makes the frames of one sender. */
export class SendFrames {
  readonly #channelId: string;
  #count = 0;

  constructor(channelId: string) {
    this.#channelId = channelId;
  }

  /** The next `send` of the protocol, with an id such as our client makes. */
  next(): string {
    const id = ++this.#count;
    return JSON.stringify({ type: 'send', id, channelId: this.#channelId, clientId: newClientId(), content });
  }
}
