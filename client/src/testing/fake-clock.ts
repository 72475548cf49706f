import type { Clock } from '../timing/clock.js';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  readonly #timers = new Set<Timer>();
  #onTimer: (delayMs: number) => void = () => undefined;
  #now: number;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.add(timer);
    this.#onTimer(delayMs);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** The delay of the next timer that is set, milliseconds. */
  nextTimer(): Promise<number> {
    return new Promise((resolve) => {
      this.#onTimer = resolve;
    });
  }

  /** Goes on by the time given and runs what became due, in the order of its times. */
  advance(byMs: number): void {
    const end = this.#now + byMs;
    for (let timer = this.#dueBy(end); timer !== undefined; timer = this.#dueBy(end)) {
      this.#timers.delete(timer);
      this.#now = timer.at;
      timer.run();
    }
    this.#now = end;
  }

  #dueBy(end: number): Timer | undefined {
    const due = [...this.#timers].filter((timer) => timer.at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
