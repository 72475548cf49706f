import { type Labels, type Matcher, type Series, type SeriesSource, STALE } from '../series.js';
import type { Chunk } from './chunk.js';
import { ChunkPool, MOST_CHUNK_BYTES } from './chunk-pool.js';
import { LabelIndex } from './label-index.js';
import { DEFAULT_LIMITS, type StoreLimits, type StoreStats } from './limits.js';
import { seriesKey } from './series-key.js';
import { StoredSeries } from './stored-series.js';
import { CHUNK_SAMPLES } from './timeline.js';

// Objects, map and set entries of a series and its labels; the text itself is added.
const SERIES_OVERHEAD_BYTES = 600;
const LABEL_OVERHEAD_BYTES = 64;

/**
 * Series in memory, for two hours, within hard limits. What is over a limit is turned away and counted, never an error:
 * a new series is refused; a known one goes on in place of its own oldest samples.
 */
export class SeriesStore implements SeriesSource {
  readonly limits: StoreLimits;
  readonly #byKey = new Map<string, StoredSeries>();
  readonly #index = new LabelIndex();
  readonly #pool = new ChunkPool();
  #labelBytes = 0;
  #samples = 0;
  readonly #turnedAway = { refusedNewSeries: 0, refusedSamples: 0, outOfOrder: 0, displacedSamples: 0 };

  constructor(limits: Partial<StoreLimits> = {}) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** What it holds and what it turned away. */
  get stats(): StoreStats {
    return { series: this.#byKey.size, samples: this.#samples, bytes: this.#bytes, ...this.#turnedAway };
  }

  /**
   * Keeps a sample.
   * @param labels with the name as `__name__`; kept as they are, so they must not be changed later
   * @param time whole milliseconds since 1970, after the last of the series
   * @param value may be STALE, of which an unknown series is not made
   * @returns whether it is kept; of one that is not, `stats` tells why. A repeated sample counts as kept
   */
  append(labels: Labels, time: number, value: number): boolean {
    const key = seriesKey(labels);
    const known = this.#byKey.get(key);
    if (!known && value === STALE) return false;
    const series = known ?? this.#newSeries(key, labels, time);
    if (!series) {
      this.#turnedAway.refusedNewSeries += 1;
      return false;
    }
    if (time <= series.lastTime) {
      if (time === series.lastTime && Object.is(value, series.lastValue)) return true;
      this.#turnedAway.outOfOrder += 1;
      return false;
    }
    const chunk = this.#chunkFor(series, time);
    if (!chunk) {
      this.#turnedAway.refusedSamples += 1;
      return false;
    }
    this.#pool.append(chunk, time, value);
    this.#samples += 1;
    return true;
  }

  *select(matchers: readonly Matcher[], from: number, to: number): Iterable<Series> {
    for (const series of this.#index.find(matchers)) {
      const window = series.window(from, to);
      if (window) yield window;
    }
  }

  /** The labels of the series that meet every condition and have a sample after `from` and not after `to`. */
  *labelSets(matchers: readonly Matcher[], from: number, to: number): Iterable<Labels> {
    for (const series of this.#index.find(matchers)) if (series.hasSamples(from, to)) yield series.labels;
  }

  /** Forgets what is older than the retention, in whole chunks, and the series of which nothing is left. */
  expire(nowMs: number): void {
    const oldest = nowMs - this.limits.retentionMs;
    for (const series of this.#byKey.values()) {
      while ((series.chunks[0]?.lastTime ?? Infinity) <= oldest) this.#dropOldest(series);
      if (series.chunks.length === 0) this.#forget(series);
    }
  }

  get #bytes(): number {
    return this.#pool.bytes + this.#labelBytes;
  }

  #newSeries(key: string, labels: Labels, time: number): StoredSeries | undefined {
    const bytes = labelBytes(key, labels);
    if (this.#byKey.size >= this.limits.maxSeries || !this.#hasRoom(bytes)) return undefined;
    const series = new StoredSeries(key, withoutEmpty(labels));
    this.#byKey.set(key, series);
    this.#index.add(series);
    this.#labelBytes += bytes;
    series.chunks.push(this.#pool.open(time));
    return series;
  }

  #chunkFor(series: StoredSeries, time: number): Chunk | undefined {
    const newest = series.chunks.at(-1);
    const open = newest?.isFull === false ? newest : undefined;
    if (open && !this.#pool.mustCopy(open, time)) return open;
    while (!this.#hasRoom(0)) {
      if (series.chunks.length < 2) return undefined;
      this.#turnedAway.displacedSamples += this.#dropOldest(series);
    }
    if (open) return open;
    const chunk = this.#pool.open(time);
    series.chunks.push(chunk);
    return chunk;
  }

  #hasRoom(furtherBytes: number): boolean {
    return (
      this.#bytes + furtherBytes + MOST_CHUNK_BYTES <= this.limits.maxBytes &&
      this.#pool.capacity + CHUNK_SAMPLES <= this.limits.maxSamples
    );
  }

  #dropOldest(series: StoredSeries): number {
    const chunk = series.chunks.shift();
    if (!chunk) return 0;
    this.#pool.close(chunk);
    this.#samples -= chunk.length;
    return chunk.length;
  }

  #forget(series: StoredSeries): void {
    this.#byKey.delete(series.key);
    this.#index.remove(series);
    this.#labelBytes -= labelBytes(series.key, series.labels);
  }
}

const labelBytes = (key: string, labels: Labels): number =>
  SERIES_OVERHEAD_BYTES + LABEL_OVERHEAD_BYTES * Object.keys(withoutEmpty(labels)).length + 4 * key.length;

const withoutEmpty = (labels: Labels): Labels =>
  Object.values(labels).includes('')
    ? Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''))
    : labels;
