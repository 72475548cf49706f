import { bucketOf, type Buckets, quantileOf } from './buckets';

/** Whole seconds that the rate is over: long enough to be steady, short enough to follow a burst. */
const RATE_SECONDS = 10;
/** Messages that the histogram is over; what was measured long ago says little about now. */
const RECENT = 8_192;

/** What was measured up to now. */
export interface DeliverySummary {
  /** Of the last messages. */
  readonly buckets: Buckets;
  /** Live messages seen. */
  readonly count: number;
  /** Live messages a second, over the last whole seconds. */
  readonly perSecond: number;
  /** Seconds; undefined before the first message. */
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
}

/** Measures live messages; recording is a few additions, and a summary is made when somebody looks. */
export class DeliveryMeter {
  readonly #now: () => number;
  readonly #recentMs = new Float64Array(RECENT);
  readonly #bySecond = new Array<number>(RATE_SECONDS + 1).fill(0);
  readonly #startedAt: number;
  #second: number;
  #count = 0;

  /** `now` in milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#second = Math.floor(now() / 1_000);
    this.#startedAt = this.#second;
  }

  /** Live messages seen. */
  get count(): number {
    return this.#count;
  }

  /** A live message, and how long it took, in milliseconds. */
  record(deliveryMs: number): void {
    this.#recentMs[this.#count % RECENT] = deliveryMs;
    this.#count++;
    this.#turn();
    const slot = this.#second % this.#bySecond.length;
    this.#bySecond[slot] = (this.#bySecond[slot] ?? 0) + 1;
  }

  /** `edges` are upper edges of buckets, ascending, in seconds. */
  summary(edges: readonly number[]): DeliverySummary {
    const buckets = this.#buckets(edges);
    return {
      buckets,
      count: this.#count,
      perSecond: this.#perSecond(),
      p50: quantileOf(buckets, 0.5),
      p95: quantileOf(buckets, 0.95),
      p99: quantileOf(buckets, 0.99),
    };
  }

  #buckets(edges: readonly number[]): Buckets {
    const counts = new Array<number>(edges.length + 1).fill(0);
    for (const deliveryMs of this.#recentMs.subarray(0, this.#count)) {
      const bucket = bucketOf(edges, deliveryMs / 1_000);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    return { edges, counts };
  }

  /** The present second has not ended, so it does not count. */
  #perSecond(): number {
    this.#turn();
    const present = this.#bySecond[this.#second % this.#bySecond.length] ?? 0;
    const counted = this.#bySecond.reduce((sum, count) => sum + count, 0) - present;
    return counted / Math.max(1, Math.min(RATE_SECONDS, this.#second - this.#startedAt));
  }

  /** Clears the seconds that have begun since the last look. */
  #turn(): void {
    const second = Math.floor(this.#now() / 1_000);
    const slots = this.#bySecond.length;
    for (let begun = Math.max(this.#second + 1, second - slots + 1); begun <= second; begun++) {
      this.#bySecond[begun % slots] = 0;
    }
    this.#second = Math.max(this.#second, second);
  }
}
