import { Chunk } from './chunk.js';
import { CHUNK_SAMPLES, Timeline } from './timeline.js';

// What the typed array of a chunk, its buffer and the chunk's own object take beside the numbers, on Node 20.
const CHUNK_OVERHEAD_BYTES = 320;
const TIMELINE_BYTES = CHUNK_SAMPLES * 8 + CHUNK_OVERHEAD_BYTES;

/** Bytes that a further chunk takes at most: its samples and a timeline of its own. */
export const MOST_CHUNK_BYTES = TIMELINE_BYTES + CHUNK_SAMPLES * 8 + CHUNK_OVERHEAD_BYTES;

/** Makes the chunks of all series, lets them share timelines, and knows how many bytes they take. */
export class ChunkPool {
  /** Bytes of all chunks and timelines in use. */
  bytes = 0;
  /** Samples that they have room for. */
  capacity = 0;
  /** The timeline that was written to last: the one that further series of the same scrape may share. */
  #latest: Timeline | undefined;

  /** A chunk whose first sample will be at `time`. */
  open(time: number): Chunk {
    const shared = this.#latest?.end === time ? this.#latest : undefined;
    const chunk = shared ? new Chunk(shared, shared.length - 1) : new Chunk(this.#newTimeline(), 0);
    this.bytes += bytesOf(chunk);
    this.capacity += chunk.values.length;
    return chunk;
  }

  /** Adds a sample to a chunk that is not full. */
  append(chunk: Chunk, time: number, value: number): void {
    if (this.mustCopy(chunk, time)) this.#diverge(chunk);
    if (chunk.start + chunk.length === chunk.timeline.length) chunk.timeline.add(time);
    if (chunk.timeline.end === time) this.#latest = chunk.timeline;
    chunk.values[chunk.length] = value;
    chunk.length += 1;
  }

  /** Whether a sample at `time` would part the chunk from those that it shares a timeline with. */
  mustCopy({ timeline, start, length }: Chunk, time: number): boolean {
    const position = start + length;
    return position < timeline.length && timeline.times[position] !== time;
  }

  /** Gives a chunk's bytes back. */
  close(chunk: Chunk): void {
    this.bytes -= bytesOf(chunk);
    this.capacity -= chunk.values.length;
    this.#leave(chunk.timeline);
  }

  #newTimeline(): Timeline {
    this.bytes += TIMELINE_BYTES;
    return new Timeline();
  }

  #diverge(chunk: Chunk): void {
    const own = Timeline.copyOf(chunk.timeline, chunk.start, chunk.length);
    this.bytes += TIMELINE_BYTES;
    this.#leave(chunk.timeline);
    own.users = 1;
    chunk.timeline = own;
    chunk.start = 0;
  }

  #leave(timeline: Timeline): void {
    timeline.users -= 1;
    if (timeline.users > 0) return;
    this.bytes -= TIMELINE_BYTES;
    // A timeline without users is not counted, so nothing may join it any more.
    if (this.#latest === timeline) this.#latest = undefined;
  }
}

const bytesOf = (chunk: Chunk): number => chunk.values.byteLength + CHUNK_OVERHEAD_BYTES;
