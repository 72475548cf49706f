import type { Document } from 'mongodb';
import { events } from '../../../events.js';
import type { Explainer } from './explainer.js';
import { shapeOf } from './shape.js';

/** One call in this many is looked at, beside all that are slow. */
const ONE_IN = 100;

/** Shapes worked out within a second at most, each some 10 us. */
const MAX_PER_SECOND = 50;

export interface QuerySamplerOptions {
  /** A call that takes longer is slow. */
  readonly slowOverSeconds: number;
  readonly explainer: Pick<Explainer, 'offer'>;
  /** Looks at one call in so many. */
  readonly oneIn?: number;
}

/** Tells of the shapes of slow calls and of some others, within a bound on the work a second. */
export class QuerySampler {
  readonly #options: QuerySamplerOptions;
  readonly #oneIn: number;
  #calls = 0;
  #second = 0;
  #inSecond = 0;

  constructor(options: QuerySamplerOptions) {
    this.#options = options;
    this.#oneIn = options.oneIn ?? ONE_IN;
  }

  /** @param command made only when the call is looked at */
  readonly record = (command: () => Document, durationSeconds: number): void => {
    const isSlow = durationSeconds > this.#options.slowOverSeconds;
    this.#calls++;
    if (!isSlow && this.#calls % this.#oneIn !== 0) return;
    if (!events.querySample.hasSubscribers || !this.#hasRoom()) return;
    const sent = command();
    const shape = shapeOf(sent);
    events.querySample.publish({ ...shape, durationSeconds, isSlow });
    this.#options.explainer.offer(shape, sent);
  };

  #hasRoom(): boolean {
    const second = Math.floor(performance.now() / 1_000);
    if (second !== this.#second) this.#inSecond = 0;
    this.#second = second;
    this.#inSecond++;
    return this.#inSecond <= MAX_PER_SECOND;
  }
}
