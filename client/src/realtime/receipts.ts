import type { MessageFrame } from '../protocol/frames.js';
import type { Clock } from '../timing/clock.js';
import type { ClockSync } from './clock-sync.js';
import type { Transport } from './transport.js';

export interface ReceiptsOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly clockSync: ClockSync;
  /** Whether the server is told. */
  readonly reportsReceipts: boolean;
  /** Between two reports, milliseconds. */
  readonly receiptIntervalMs: number;
  /** Called for every live message; keep it short. */
  readonly onDelivery?: (deliveryMs: number, frame: MessageFrame) => void;
}

/**
 * Measures live messages from the server's `acceptedAt` to now, by the server's clock, and reports what it measured
 * every few seconds. Of more messages than a report may hold it keeps a uniform sample (reservoir sampling, Vitter's
 * algorithm R), so that the times of those left out need not even be parsed.
 */
export class Receipts {
  readonly #options: ReceiptsOptions;
  #samples: { deliveryMs: number }[] = [];
  #seen = 0;
  #cancel: (() => void) | undefined;

  constructor(options: ReceiptsOptions) {
    this.#options = options;
  }

  record(frame: MessageFrame): void {
    const { onDelivery, reportsReceipts } = this.#options;
    const place = reportsReceipts ? this.#place() : undefined;
    if (place === undefined && onDelivery === undefined) return;
    const deliveryMs = this.#deliveryMs(frame.acceptedAt);
    if (Number.isNaN(deliveryMs)) return;
    if (place !== undefined) this.#keep(place, deliveryMs);
    onDelivery?.(deliveryMs, frame);
  }

  /** Reports what there is and stops the timer; without a connection it stays for the next report. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#samples.length === 0 || !this.#options.transport.isReady) return;
    this.#options.transport.transmit({ type: 'receipts', samples: this.#samples });
    this.#samples = [];
    this.#seen = 0;
  }

  /** Where in the sample the next message goes; undefined when it is left out. */
  #place(): number | undefined {
    const bound = this.#options.transport.limits?.receiptSamples ?? 0;
    const seen = this.#seen++;
    if (seen < bound) return seen;
    const place = Math.floor(this.#options.random() * (seen + 1));
    return place < bound ? place : undefined;
  }

  #keep(place: number, deliveryMs: number): void {
    this.#samples[Math.min(place, this.#samples.length)] = { deliveryMs };
    this.#cancel ??= this.#options.clock.after(this.#options.receiptIntervalMs, () => {
      this.flush();
    });
  }

  /** Never negative: what is left of the offset's error may be more than a fast delivery took. */
  #deliveryMs(acceptedAt: string): number {
    return Math.max(0, this.#options.clockSync.serverNow() - Date.parse(acceptedAt));
  }
}
