/** The lowest edge, milliseconds: what is under it counts as it. Delivery times are measured to about this. */
const LOWEST_MS = 0.1;
/** From one edge to the next; a percentile is told at most 5 % too high. */
const GROWTH = 1.05;
/** The last edge is a minute; what took longer counts as that. */
const BUCKETS = Math.ceil(Math.log(60_000 / LOWEST_MS) / Math.log(GROWTH)) + 1;

const bucketOf = (ms: number): number =>
  ms <= LOWEST_MS ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms / LOWEST_MS) / Math.log(GROWTH)));

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Counts of durations in buckets of equal ratio: recording one is constant and allocates nothing. */
export class DurationCounts {
  readonly #counts = new Uint32Array(BUCKETS);
  #total = 0;

  record(ms: number): void {
    const bucket = bucketOf(ms);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total++;
  }

  add(other: DurationCounts): void {
    for (const [bucket, count] of other.#counts.entries()) this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
    this.#total += other.#total;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }

  /** Milliseconds; undefined when nothing was recorded. */
  percentiles(): Percentiles | undefined {
    if (this.#total === 0) return undefined;
    return { p50: this.#quantile(0.5), p95: this.#quantile(0.95), p99: this.#quantile(0.99) };
  }

  /** Upper edge of the bucket in which the value of that rank lies. */
  #quantile(share: number): number {
    const rank = Math.ceil(share * this.#total);
    let seen = 0;
    const bucket = this.#counts.findIndex((count) => (seen += count) >= rank);
    return LOWEST_MS * GROWTH ** bucket;
  }
}

/** Percentiles of the last few intervals, and of all time. */
export class PercentileWindow {
  readonly #intervals: DurationCounts[];
  readonly #all = new DurationCounts();
  #current = 0;

  /** @param intervals how many calls of `advance` a duration stays */
  constructor(intervals: number) {
    this.#intervals = Array.from({ length: intervals }, () => new DurationCounts());
  }

  record(ms: number): void {
    this.#intervals[this.#current]?.record(ms);
  }

  /** Ends an interval; the oldest one leaves the window. */
  advance(): void {
    const ended = this.#intervals[this.#current];
    if (ended !== undefined) this.#all.add(ended);
    this.#current = (this.#current + 1) % this.#intervals.length;
    this.#intervals[this.#current]?.clear();
  }

  /** Milliseconds over the window; undefined when nothing was recorded in it. */
  recent(): Percentiles | undefined {
    const sum = new DurationCounts();
    for (const interval of this.#intervals) sum.add(interval);
    return sum.percentiles();
  }

  /** Milliseconds over all time. */
  overall(): Percentiles | undefined {
    const sum = new DurationCounts();
    sum.add(this.#all);
    const current = this.#intervals[this.#current];
    if (current !== undefined) sum.add(current);
    return sum.percentiles();
  }
}
