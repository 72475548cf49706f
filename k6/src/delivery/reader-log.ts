/** How an entry of a channel's log came to a reader. */
export type Arrival = 'in_order' | 'out_of_order' | 'duplicate';

/**
 * What one reader got of one channel's log. A log is numbered without holes, so the reader knows what was meant for it
 * without asking those who wrote: everything after where it subscribed, up to the log's head in the end.
 */
export class ReaderLog {
  readonly #base: number;
  readonly #received = new Set<number>();
  #highest: number;
  #owed: number;

  /** @param base the last entry that the reader had when it subscribed */
  constructor(base: number) {
    this.#base = base;
    this.#highest = base;
    this.#owed = base;
  }

  /** The last entry that came: where a reader resumes. */
  get highest(): number {
    return this.#highest;
  }

  /** Notes an entry that came. */
  entry(seq: number): Arrival {
    if (seq <= this.#base || this.#received.has(seq)) return 'duplicate';
    this.#received.add(seq);
    if (seq < this.#highest) return 'out_of_order';
    this.#highest = seq;
    return 'in_order';
  }

  /** Notes that the log holds an entry, as an acknowledgement says: it is owed, whatever the store says later. */
  owe(seq: number): void {
    this.#owed = Math.max(this.#owed, seq);
  }

  /** How many entries never came, of a log that ends at `head`. */
  missing(head: number): number {
    return Math.max(head, this.#owed, this.#highest) - this.#base - this.#received.size;
  }
}
