import { performance } from 'node:perf_hooks';
import { PromqlError } from '../errors.js';

/** How much one evaluation may do. */
export interface Bounds {
  /** Samples and points that may be looked at, those of overlapping windows each time. */
  readonly maxSamples: number;
  /** An evaluation holds the event loop, so it ends itself. */
  readonly timeoutMs: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Bounds where none are given: 100 million samples are about half a second of work. */
export const DEFAULT_BOUNDS: Bounds = { maxSamples: 100_000_000, timeoutMs: 5_000, now: () => performance.now() };

/** A point of a result takes memory, so it costs more than a sample that is looked at. */
const POINT_COST = 10;

/** How much work goes by before the clock is looked at again. */
const CLOCK_EVERY = 100_000;

/** What is left of an evaluation's bounds. */
export class Budget {
  readonly #bounds: Bounds;
  readonly #deadline: number;
  #spent = 0;
  #lookAt = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.#deadline = bounds.now() + bounds.timeoutMs;
  }

  /**
   * Counts samples that are about to be looked at, or were.
   * @throws PromqlError `query_too_large` or `query_timeout`
   */
  spend(samples: number): void {
    this.#spent += samples;
    const { maxSamples, timeoutMs, now } = this.#bounds;
    if (this.#spent > maxSamples)
      throw new PromqlError('query_too_large', `query processing would look at more than ${maxSamples} samples`);
    if (this.#spent < this.#lookAt) return;
    this.#lookAt = this.#spent + CLOCK_EVERY;
    if (now() > this.#deadline)
      throw new PromqlError('query_timeout', `query timed out: it took longer than ${timeoutMs} ms`);
  }

  /** Counts points that are about to be made. @throws PromqlError as {@link spend} does */
  spendPoints(points: number): void {
    this.spend(points * POINT_COST);
  }
}
