import type { ChatClient } from '@chatwatch/client';
import type { ReaderRecord } from '../checker/history.js';
import { toEntry, toMessageEntry } from './to-entry.js';

/** A client that follows channels from their beginning and keeps what its application is handed. */
export class Reader {
  readonly client: ChatClient;
  readonly #name: string;
  readonly #channels = new Map<string, { seq: number; readonly events: ReaderRecord['events'][number][] }>();
  #wake: () => void = () => undefined;

  constructor(name: string, client: ChatClient, channelIds: readonly string[]) {
    this.#name = name;
    this.client = client;
    for (const channelId of channelIds) this.#follow(channelId);
  }

  get records(): ReaderRecord[] {
    return [...this.#channels].map(([channelId, { events }]) => ({
      reader: this.#name,
      channelId,
      startsAfter: 0,
      events,
    }));
  }

  /** Resolves once every channel was followed up to its head. */
  async reached(heads: ReadonlyMap<string, number>): Promise<void> {
    while ([...heads].some(([channelId, head]) => (this.#channels.get(channelId)?.seq ?? head) < head)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #follow(channelId: string): void {
    const channel: { seq: number; readonly events: ReaderRecord['events'][number][] } = { seq: 0, events: [] };
    this.#channels.set(channelId, channel);
    this.client.subscribe(channelId, {
      afterSeq: 0,
      onEntry: (frame) => {
        channel.events.push(toEntry(frame));
        channel.seq = frame.seq;
        this.#wake();
      },
      onReset: ({ head, messages }) => {
        channel.events.push({ kind: 'reset', head, messages: messages.map(toMessageEntry) });
        channel.seq = head;
        this.#wake();
      },
    });
  }
}
