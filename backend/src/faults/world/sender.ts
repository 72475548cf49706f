import type { ChatClient } from '@chatwatch/client';
import type { Random } from '../../hostile/seeded-random.js';
import { brief } from './brief.js';
import type { Ledger } from './ledger.js';

/** Of a hundred acknowledged messages, so many are edited, and so many deleted. */
const EDITED = 6;
const DELETED = 3;

/** A client that writes: it keeps some sends under way, and edits and deletes some of what was acknowledged. */
export class Sender {
  readonly client: ChatClient;
  readonly #name: string;
  readonly #author: string;
  readonly #channelIds: readonly string[];
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #contentLength: number;
  #count = 0;

  constructor(
    name: string,
    parts: {
      client: ChatClient;
      author: string;
      channelIds: readonly string[];
      random: Random;
      ledger: Ledger;
      contentLength: number;
    },
  ) {
    this.#name = name;
    this.client = parts.client;
    this.#author = parts.author;
    this.#channelIds = parts.channelIds;
    this.#random = parts.random;
    this.#ledger = parts.ledger;
    this.#contentLength = parts.contentLength;
  }

  /** Sends so many messages, `window` at a time; resolves when each has its outcome. */
  async send(count: number, window: number): Promise<void> {
    let left = count;
    const oneAfterAnother = async (): Promise<void> => {
      while (left-- > 0) await this.#sendOne();
    };
    await Promise.all(Array.from({ length: window }, oneAfterAnother));
  }

  async #sendOne(): Promise<void> {
    const clientId = `${this.#name}-${++this.#count}`;
    const channelId = this.#random.pick(this.#channelIds);
    const content = `text of ${clientId}`.padEnd(this.#contentLength, '.');
    const send = { clientId, author: this.#author, channelId, content: brief(content) };
    const outcome = await this.#ledger.send(send, () => this.client.send(channelId, content, { clientId }));
    if (outcome.kind === 'ok') await this.#changeSome(channelId, outcome.seq);
  }

  async #changeSome(channelId: string, target: number): Promise<void> {
    if (this.#random.below(100) < EDITED) {
      const content = `edit of ${target} by ${this.#name}`;
      await this.#ledger.change({ kind: 'edit', channelId, target, content }, () =>
        this.client.edit(channelId, target, content),
      );
    }
    if (this.#random.below(100) < DELETED) {
      await this.#ledger.change({ kind: 'deletion', channelId, target, content: '' }, () =>
        this.client.delete(channelId, target),
      );
    }
  }
}
