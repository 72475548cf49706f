/** Samples that a chunk has room for: ten minutes at five seconds, and as many as Prometheus puts into one. */
export const CHUNK_SAMPLES = 120;

/**
 * The moments of a chunk. Series of one scrape have theirs in common, so they share one timeline, which halves what a
 * sample takes; a series whose next moment differs gets its own.
 */
export class Timeline {
  readonly times = new Float64Array(CHUNK_SAMPLES);
  length = 0;
  /** Chunks that point at it. */
  users = 0;

  /** A timeline of its own for a chunk that shared `from` up to here. */
  static copyOf(from: Timeline, start: number, length: number): Timeline {
    const copy = new Timeline();
    copy.times.set(from.times.subarray(start, start + length));
    copy.length = length;
    return copy;
  }

  add(time: number): void {
    this.times[this.length] = time;
    this.length += 1;
  }

  /** The last moment, -Infinity for none. */
  get end(): number {
    return this.times[this.length - 1] ?? -Infinity;
  }
}
