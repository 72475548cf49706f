import type { Labels, Series } from '../series.js';
import type { Chunk } from './chunk.js';

/** A series of the store with its chunks, oldest first. */
export class StoredSeries {
  readonly key: string;
  readonly labels: Labels;
  readonly chunks: Chunk[] = [];

  constructor(key: string, labels: Labels) {
    this.key = key;
    this.labels = labels;
  }

  /** The moment of its newest sample, -Infinity for none. */
  get lastTime(): number {
    return this.chunks.at(-1)?.lastTime ?? -Infinity;
  }

  /** The value of its newest sample, NaN for none. */
  get lastValue(): number {
    const chunk = this.chunks.at(-1);
    return chunk?.values[chunk.length - 1] ?? NaN;
  }

  /** Whether it has a sample after `from` and not after `to`. */
  hasSamples(from: number, to: number): boolean {
    return this.chunks.some((chunk) => chunk.countUntil(to) > chunk.countUntil(from));
  }

  /**
   * Its samples after `from` and not after `to`, undefined for none. Those of one chunk are views of what is stored and
   * see nothing of what comes later; those of several are copied together.
   */
  window(from: number, to: number): Series | undefined {
    const parts: { times: Float64Array; values: Float64Array }[] = [];
    for (const chunk of this.chunks) {
      if (chunk.lastTime <= from || chunk.firstTime > to) continue;
      const first = chunk.countUntil(from);
      const end = chunk.countUntil(to);
      if (end > first) {
        parts.push({ times: chunk.times.subarray(first, end), values: chunk.values.subarray(first, end) });
      }
    }
    const [only] = parts;
    if (!only) return undefined;
    if (parts.length === 1) return { labels: this.labels, ...only };
    return {
      labels: this.labels,
      times: concatenate(parts.map(({ times }) => times)),
      values: concatenate(parts.map(({ values }) => values)),
    };
  }
}

const concatenate = (parts: readonly Float64Array[]): Float64Array => {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};
