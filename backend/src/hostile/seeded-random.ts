import { randomInt } from 'node:crypto';
import { randomOf } from './random.js';

/** Choices that a seed decides, so that a failure can be repeated. */
export class Random {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = randomOf(seed);
  }

  /** A whole number from 0 to below the bound. */
  below(bound: number): number {
    return Math.floor(this.#next() * bound);
  }

  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item; // the index is within the list
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)));
  }
}

/** Runs with a new seed, or with that of `CHATWATCH_SEED`; a failure names it. */
export const withRandom = async (work: (random: Random) => Promise<void>): Promise<void> => {
  const seed = Number(process.env.CHATWATCH_SEED ?? randomInt(2 ** 32));
  try {
    await work(new Random(seed));
  } catch (error) {
    throw new Error(`failed with CHATWATCH_SEED=${seed}: ${String(error)}`, { cause: error });
  }
};
