import type { MessageStore } from '../../storage/store.js';

/** Most channels of one question to the store. */
const CHANNELS_A_CALL = 1_000;

interface Batch {
  readonly channelIds: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, number>>;
}

/** Reads how far logs go: all that are asked for in a turn in one question to the store. */
export class HeadReader {
  readonly #store: Pick<MessageStore, 'heads'>;
  #batch: Batch | undefined;

  constructor(store: Pick<MessageStore, 'heads'>) {
    this.#store = store;
  }

  /** The log's last number, 0 when empty or unknown. Rejects as the store does. */
  async read(channelId: string): Promise<number> {
    const batch = this.#batch ?? this.#open();
    batch.channelIds.add(channelId);
    if (batch.channelIds.size === CHANNELS_A_CALL) this.#batch = undefined;
    return (await batch.answer).get(channelId) ?? 0;
  }

  #open(): Batch {
    const channelIds = new Set<string>();
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (this.#batch === batch) this.#batch = undefined;
      return this.#store.heads([...channelIds]);
    });
    const batch = { channelIds, answer };
    return (this.#batch = batch);
  }
}
