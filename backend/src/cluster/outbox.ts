import type { Buffer } from 'node:buffer';
import { events } from '../events.js';
import { Batch, batchHeader } from './batch.js';
import type { BusTransport } from './bus-transport.js';

/** Bytes that may wait for a server that is slow; what comes beyond is lost, which the store makes up for. */
const WAITING_BYTES = 4 * 1024 * 1024;

/** From here on nothing is taken that nobody would miss. */
const EXPENDABLE_BYTES = 64 * 1024;

interface OutboxOptions {
  readonly transport: Pick<BusTransport, 'publish'>;
  readonly node: string;
  /** Told the topics of which something could not be published. */
  readonly onLost: (topics: readonly string[]) => void;
}

/**
 * What a node publishes. All of a turn goes out together, one batch a topic; while the server takes one round, the next
 * one collects, so that a burst makes few large batches and memory is bounded.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #header: Buffer;
  #waiting = new Map<string, Batch>();
  #waitingBytes = 0;
  #isScheduled = false;
  #round: Promise<void> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#header = batchHeader(options.node);
  }

  /** Takes a message to be published at the end of the turn, given in parts that do not change any more. */
  add(topic: string, parts: readonly Buffer[], isExpendable: boolean): void {
    if (isExpendable && this.#waitingBytes > EXPENDABLE_BYTES) return;
    if (this.#waitingBytes > WAITING_BYTES) {
      this.#options.onLost([topic]);
      return;
    }
    let batch = this.#waiting.get(topic);
    if (!batch) {
      batch = new Batch(this.#header);
      this.#waiting.set(topic, batch);
    }
    this.#waitingBytes += batch.add(parts);
    this.#schedule();
  }

  /** Resolves when all that was added has been handed over, or is lost. */
  async settled(): Promise<void> {
    while (this.#waiting.size > 0 || this.#round) {
      await (this.#round ?? new Promise((resolve) => setImmediate(resolve)));
    }
  }

  #schedule(): void {
    if (this.#isScheduled || this.#round) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#round = this.#publish().finally(() => {
        this.#round = undefined;
        if (this.#waiting.size > 0) this.#schedule();
      });
    });
  }

  async #publish(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    this.#waitingBytes = 0;
    const batches = Array.from(waiting, ([topic, batch]) => ({ topic, bytes: batch.toBytes() }));
    const lost = await this.#options.transport.publish(batches);
    if (lost.length > 0) this.#options.onLost(lost);
    if (!events.busPublished.hasSubscribers) return;
    events.busPublished.publish({
      messages: Array.from(waiting.values(), ({ messages }) => messages),
      lost: lost.length,
    });
  }
}
