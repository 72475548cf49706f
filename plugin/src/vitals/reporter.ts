import type { VitalSample } from '../data/backend';
import type { Measurement } from './visit';

/** How measurements get to the service. */
export type Send = (page: string, samples: readonly VitalSample[]) => Promise<void>;

/** What the service takes at once. */
const MAX_SAMPLES = 50;
/** Long enough for a page with all its panels to become one report. */
const WAIT_MS = 5_000;
/** Then the service is away, or too old, and asking again would only be noise. */
const MAX_FAILURES = 2;

/** Collects measurements and sends them a page at a time, some seconds later or when told; never fails. */
export class Reporter {
  readonly #send: Send;
  #waiting: Measurement[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(send: Send) {
    this.#send = send;
  }

  add(measurement: Measurement): void {
    if (this.#failures >= MAX_FAILURES) return;
    this.#waiting.push(measurement);
    if (this.#waiting.length >= MAX_SAMPLES) this.flush();
    else
      this.#timer ??= setTimeout(() => {
        this.flush();
      }, WAIT_MS);
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const byPage = new Map<string, VitalSample[]>();
    for (const { page, ...sample } of this.#waiting) byPage.set(page, [...(byPage.get(page) ?? []), sample]);
    this.#waiting = [];
    for (const [page, samples] of byPage) void this.#try(page, samples);
  }

  /** What is lost is lost: measurements are worth less than the reader's line. */
  async #try(page: string, samples: readonly VitalSample[]): Promise<void> {
    try {
      await this.#send(page, samples);
      this.#failures = 0;
    } catch {
      this.#failures += 1;
    }
  }
}
