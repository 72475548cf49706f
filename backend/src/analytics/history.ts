import type { Reading } from './readings.js';

/** What all objectives read at one moment, in their order. */
export interface Moment {
  readonly atMs: number;
  readonly readings: readonly Reading[];
}

/** The longest window of an alert. */
const KEPT_MS = 3 * 86_400_000;

/**
 * Moments of the last three days, oldest first, two numbers an objective: at one a minute, a megabyte for fourteen.
 */
export class History {
  readonly #width: number;
  readonly #times: number[] = [];
  readonly #rows: Float64Array[] = [];

  /** @param objectives how many there are */
  constructor(objectives: number) {
    this.#width = objectives;
  }

  /** Keeps a moment that is later than all before. */
  push({ atMs, readings }: Moment): void {
    this.#times.push(atMs);
    this.#rows.push(Float64Array.from(readings.flatMap(({ events, sum }) => [events, sum])));
    while ((this.#times[0] ?? Infinity) < atMs - KEPT_MS) {
      this.#times.shift();
      this.#rows.shift();
    }
  }

  /** When the newest moment was; `-Infinity` without one. */
  get lastMs(): number {
    return this.#times.at(-1) ?? -Infinity;
  }

  /** What an objective read at the last moment up to a time; undefined where that is before all that is kept. */
  readingAt(index: number, timeMs: number): Reading | undefined {
    return this.#reading(this.#countUntil(timeMs) - 1, index);
  }

  /** What an objective read at each moment after a time. */
  after(index: number, timeMs: number): { atMs: number; reading: Reading }[] {
    const first = this.#countUntil(timeMs);
    return this.#times.slice(first).flatMap((atMs, at) => {
      const reading = this.#reading(first + at, index);
      return reading ? [{ atMs, reading }] : [];
    });
  }

  #reading(row: number, index: number): Reading | undefined {
    const numbers = this.#rows[row];
    if (!numbers || index >= this.#width) return undefined;
    return { events: numbers[2 * index] ?? NaN, sum: numbers[2 * index + 1] ?? NaN };
  }

  /** Moments up to a time, found by halving. */
  #countUntil(timeMs: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? Infinity) <= timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
