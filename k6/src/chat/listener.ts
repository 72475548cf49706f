import { ReaderLog } from '../delivery/reader-log.ts';
import { stampIn } from '../delivery/stamp.ts';
import { metrics } from '../metrics.ts';
import { judge } from '../promises/promises.ts';
import type { LogEntry } from '../socket/frames.ts';

/** Counts deliveries that were meant for readers and never came. */
export function missDeliveries(count: number): void {
  if (count > 0) metrics.deliveriesMissing.add(count);
  for (let missed = 0; missed < count; missed++) {
    metrics.deliveryRate.add(false);
    judge.delivery({ hasArrived: false });
  }
}

/** One reader of one channel: what came, how long it took, and what never came. */
export class Listener {
  readonly #startMs: number;
  readonly #log: ReaderLog;
  #receipts: { deliveryMs: number }[] = [];
  /** The service's clock less ours. */
  clockOffsetMs = 0;

  /**
   * @param startMs of the run, which stamps count from
   * @param base the last entry that the reader had
   */
  constructor(startMs: number, base: number) {
    this.#startMs = startMs;
    this.#log = new ReaderLog(base);
  }

  get highest(): number {
    return this.#log.highest;
  }

  /** Notes what came at `atMs`. */
  entry({ seq, content, acceptedAt }: LogEntry, atMs: number): void {
    const arrival = this.#log.entry(seq);
    if (arrival === 'duplicate') {
      metrics.deliveriesDuplicate.add(1);
      return;
    }
    if (arrival === 'out_of_order') metrics.deliveriesOutOfOrder.add(1);
    metrics.deliveryRate.add(true);
    const dueMs = content === undefined ? undefined : stampIn(content);
    const durationMs = dueMs === undefined ? undefined : Math.max(0, atMs - this.#startMs - dueMs);
    if (durationMs !== undefined) metrics.deliveryDuration.add(durationMs);
    judge.delivery({ hasArrived: true, durationMs });
    if (acceptedAt === undefined) return;
    this.#receipts.push({ deliveryMs: Math.max(0, atMs + this.clockOffsetMs - Date.parse(acceptedAt)) });
  }

  /** Notes that an entry is stored, as an acknowledgement said. */
  owe(seq: number): void {
    this.#log.owe(seq);
  }

  /** What this reader measured since it was last asked, for the service's own account; the last `most` of it. */
  takeReceipts(most: number): readonly { readonly deliveryMs: number }[] {
    const taken = this.#receipts.slice(-most);
    this.#receipts = [];
    return taken;
  }

  /** Counts what never came, of a log that ends at `head`. */
  close(head: number): void {
    missDeliveries(this.#log.missing(head));
  }
}
