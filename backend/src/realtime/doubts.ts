import type { Room } from './room.js';

/** Between two looks at the store. */
const LOOK_MS = 1_000;

/** Two minutes: longer than a server takes to be started again, after which what it was at is ended soon. */
const LOOKS = 120;

interface DoubtsParts {
  readonly heads: (channelIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  readonly find: (channelId: string) => Room | undefined;
}

/**
 * Channels in which a write ended without an outcome. If it becomes durable, nobody publishes it, so for two minutes
 * the store is asked once a second how far their logs go, in one question for all of them.
 */
export class Doubts {
  readonly #parts: DoubtsParts;
  /** By the channel, how many looks are left. */
  readonly #looks = new Map<string, number>();
  #isLooking = false;

  constructor(parts: DoubtsParts) {
    this.#parts = parts;
  }

  add(channelId: string): void {
    this.#looks.set(channelId, LOOKS);
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#lookLater();
  }

  #lookLater(): void {
    setTimeout(() => void this.#look(), LOOK_MS).unref();
  }

  async #look(): Promise<void> {
    const { heads, find } = this.#parts;
    for (const [channelId, left] of this.#looks) {
      if (left > 0 && find(channelId)) this.#looks.set(channelId, left - 1);
      else this.#looks.delete(channelId);
    }
    this.#isLooking = this.#looks.size > 0;
    if (!this.#isLooking) return;
    try {
      for (const [channelId, head] of await heads([...this.#looks.keys()])) find(channelId)?.reach(head, 'compared');
    } catch {
      // The store is away, which it reports itself.
    }
    this.#lookLater();
  }
}
