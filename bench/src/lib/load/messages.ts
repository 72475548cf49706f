/** Length of every message's text. */
export const CONTENT_BYTES = 120;

const content = 'The quick brown fox jumps over the lazy dog. '.repeat(3).slice(0, CONTENT_BYTES);

/** Makes the frames of one sender, each message with an id of its own. */
export class SendFrames {
  readonly #channelId: string;
  readonly #sender: string;
  #count = 0;

  constructor(channelId: string, sender: string) {
    this.#channelId = channelId;
    this.#sender = sender;
  }

  /** The next `send` of the protocol. */
  next(): string {
    const id = ++this.#count;
    return JSON.stringify({
      type: 'send',
      id,
      channelId: this.#channelId,
      clientId: `${this.#sender}-${id}`,
      content,
    });
  }
}
