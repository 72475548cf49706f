import { CHUNK_SAMPLES, type Timeline } from './timeline.js';

/** Some consecutive samples of one series: `values[i]` at the moment `start + i` of its timeline. */
export class Chunk {
  timeline: Timeline;
  start: number;
  readonly values: Float64Array;
  length = 0;

  constructor(timeline: Timeline, start: number) {
    this.timeline = timeline;
    this.start = start;
    // Ends where its timeline does, so that series that joined later fill up with the others.
    this.values = new Float64Array(CHUNK_SAMPLES - start);
    timeline.users += 1;
  }

  get isFull(): boolean {
    return this.length === this.values.length;
  }

  /** Its moments, a view. */
  get times(): Float64Array {
    return this.timeline.times.subarray(this.start, this.start + this.length);
  }

  /** Its first moment; it has one from its making on. */
  get firstTime(): number {
    return this.timeline.times[this.start] ?? Infinity;
  }

  /** Its last moment, -Infinity for none. */
  get lastTime(): number {
    return this.length === 0 ? -Infinity : (this.timeline.times[this.start + this.length - 1] ?? -Infinity);
  }

  /** Number of its samples that are not after `time`. */
  countUntil(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.timeline.times[this.start + middle] ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
