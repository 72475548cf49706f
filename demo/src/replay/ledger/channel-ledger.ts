import { Listener } from './listener.js';
import { OpenMessages } from './open-messages.js';
import { SendOrder } from './send-order.js';
import { NO_TOTALS, type LedgerTotals } from './totals.js';

/** A message under way to the service; the ledger gives it out and takes it back with the answer. */
export interface Sending {
  readonly user: number;
  /** Place among all sendings of the channel. */
  readonly ordinal: number;
  readonly text: string;
  /** When it was to be sent, on the caller's clock. */
  readonly dueMs: number;
}

/**
 * Judges one channel as it goes: what was sent is told by `sent`, `acknowledged` and `failed`, what was heard by
 * `delivered`. It keeps what is under way and a position a listener, never the deliveries themselves, so its size does
 * not grow with a run that goes well.
 */
export class ChannelLedger {
  readonly #listeners: Listener[] = [];
  readonly #open = new OpenMessages();
  readonly #order = new SendOrder();
  readonly #waiting = new Set<Sending>();
  readonly #failedTexts = new Set<string>();
  readonly #counts = { sent: 0, acknowledged: 0, failed: 0, delivered: 0, doubled: 0, outOfOrder: 0, fromOthers: 0 };
  /** Highest number that is known to be given. */
  #top = 0;

  /** A listener hears what comes after `head`; the answer names it in `delivered`. All join before the first sending. */
  join(head: number): number {
    this.#top = Math.max(this.#top, head);
    return this.#listeners.push(new Listener(head)) - 1;
  }

  sent(user: number, text: string, dueMs: number): Sending {
    const sending = { user, ordinal: this.#counts.sent++, text, dueMs };
    this.#waiting.add(sending);
    return sending;
  }

  /** The service says it is stored under `seq`. */
  acknowledged(sending: Sending, seq: number): void {
    this.#waiting.delete(sending);
    this.#counts.acknowledged++;
    this.#top = Math.max(this.#top, seq);
    if (!this.#order.isKept(sending, seq)) this.#counts.outOfOrder++;
    this.#open.acknowledged(seq, sending.text, this.#listeners.length);
  }

  /** The service refused it or did not answer, so that nobody knows whether it is stored. */
  failed(sending: Sending): void {
    this.#waiting.delete(sending);
    this.#counts.failed++;
    this.#failedTexts.add(sending.text);
  }

  /** An entry of the log reached a listener; without `content` it is no message but an edit or a deletion. */
  delivered(listener: number, seq: number, content?: string): void {
    this.#top = Math.max(this.#top, seq);
    const kind = this.#listenerAt(listener).take(seq);
    if (kind === 'doubled') {
      this.#counts.doubled++;
      return;
    }
    if (kind === 'late') this.#counts.outOfOrder++;
    if (content === undefined) return;
    this.#counts.delivered++;
    this.#open.delivered(seq, content, this.#listeners.length);
  }

  /** A listener was put forward to `head` without what lies before. */
  skipped(listener: number, head: number): void {
    this.#top = Math.max(this.#top, head);
    this.#listenerAt(listener).skipTo(head + 1);
  }

  /** Due time of the oldest message without an answer; undefined when there is none. */
  get oldestDueMs(): number | undefined {
    // A set keeps the order of adding, which is that of the due times.
    for (const { dueMs } of this.#waiting) return dueMs;
    return undefined;
  }

  /** Nothing comes any more: what has not come by now is lost. */
  close(): void {
    for (const listener of this.#listeners) listener.skipTo(this.#top + 1);
    const unanswered = new Set([...this.#failedTexts, ...Array.from(this.#waiting, ({ text }) => text)]);
    this.#counts.fromOthers = this.#open.unclaimed().filter((text) => !unanswered.has(text)).length;
  }

  totals(): LedgerTotals {
    let inFlight = 0;
    let lost = 0;
    for (const listener of this.#listeners) {
      inFlight += this.#top + 1 - listener.next;
      lost += listener.missing;
    }
    const unacknowledged = this.#waiting.size;
    return { ...NO_TOTALS, ...this.#counts, unacknowledged, inFlight, lost, wrongContent: this.#open.wrongContent };
  }

  #listenerAt(index: number): Listener {
    const listener = this.#listeners[index];
    if (listener === undefined) throw new RangeError(`listener ${index} has not joined`);
    return listener;
  }
}
