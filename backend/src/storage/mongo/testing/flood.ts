import { message, newId, type Room } from '../../contract/fixtures.js';
import { StoreUnavailable } from '../../errors.js';
import type { Store } from '../../store.js';

/** Senders that write one channel through several stores and, as clients do, repeat a send until it is acknowledged. */
export class Flood {
  /** Tries that the store refused to know the outcome of. */
  refusals = 0;
  readonly #room: Room;
  readonly #acknowledged: string[] = [];
  readonly #senders: Promise<void>[];
  #isOver = false;
  #wake: { readonly at: number; readonly resolve: () => void } | undefined;

  constructor(room: Room, stores: readonly Store[], sendersOfEach: number) {
    this.#room = room;
    this.#senders = stores.flatMap((store) => Array.from({ length: sendersOfEach }, () => this.#send(store)));
  }

  /** What was acknowledged, sorted: `<seq> <text>`. */
  get acknowledged(): string[] {
    return this.#acknowledged.toSorted();
  }

  /** Until so many more are acknowledged. */
  more(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = { at: this.#acknowledged.length + count, resolve };
    });
  }

  /** Lets every sender end what it has begun. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#senders);
  }

  /** All messages of the channel in the form of `acknowledged`. @throws when a number is left out */
  async storedIn(store: Store): Promise<string[]> {
    const { entries } = await store.messages.log(this.#room.channelId, 0, 1_000_000);
    const hole = entries.findIndex(({ seq }, index) => seq !== index + 1);
    if (hole >= 0) throw new Error(`number ${hole + 1} is missing`);
    return entries.map((entry) => `${entry.seq} ${entry.kind === 'message' ? entry.content : ''}`).toSorted();
  }

  async #send(store: Store): Promise<void> {
    while (!this.#isOver) {
      const sent = message(this.#room, { content: newId() });
      const seq = await this.#untilStored(() => store.messages.append(sent));
      this.#acknowledged.push(`${seq} ${sent.content}`);
      if (this.#wake && this.#acknowledged.length >= this.#wake.at) this.#wake.resolve();
    }
  }

  async #untilStored(append: () => ReturnType<Store['messages']['append']>): Promise<number> {
    for (;;) {
      try {
        const result = await append();
        if ('message' in result) return result.message.seq;
        throw new Error(`a send was answered ${result.outcome}`);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        this.refusals += 1;
      }
    }
  }
}
