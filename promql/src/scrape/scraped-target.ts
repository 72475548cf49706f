import { type Metadata, parseExposition, parseMetadata, type Samples } from '@chatwatch/objectives';
import { PromqlError } from '../errors.js';
import { type Labels, measured, STALE } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import type { SeriesStore } from '../store/series-store.js';
import { type Exposition, fetchExposition } from './fetch-exposition.js';
import { targetLabels } from './target-labels.js';
import type { Target } from './target.js';

// How far ahead a sample's own clock may be, as in Prometheus.
const MOST_AHEAD_MS = 600_000;

/** How a target's last scrape went. */
export interface TargetStatus {
  readonly target: Target;
  readonly health: 'unknown' | 'up' | 'down';
  /** Why it is down, empty when it is not. */
  readonly lastError: string;
  /** Milliseconds since 1970, undefined before the first. */
  readonly lastScrapeMs: number | undefined;
  readonly lastDurationSeconds: number;
  readonly lastSamples: number;
  /** Scrapes begun since the start. */
  readonly scrapes: number;
  /** Samples left out since the start, as their own time was older than the retention or ten minutes ahead. */
  readonly outOfBounds: number;
}

interface Scraped {
  readonly samples: Samples;
  readonly timestampUnitMs: number;
}

/** One target: scrapes it into a store, writes `up` and its like, and marks what vanished. */
export class ScrapedTarget {
  readonly #store: SeriesStore;
  readonly #labels: Labels;
  readonly #now: () => number;
  readonly #closing = new AbortController();
  #status: TargetStatus;
  #metadata: ReadonlyMap<string, Metadata> = new Map();
  /** Series of the last scrape that had no time of their own. */
  #present = new Map<string, Labels>();
  #running: Promise<void> | undefined;

  constructor(store: SeriesStore, target: Target, now: () => number) {
    this.#store = store;
    this.#labels = { instance: target.instance, job: target.job };
    this.#now = now;
    this.#status = {
      target,
      health: 'unknown',
      lastError: '',
      lastScrapeMs: undefined,
      lastDurationSeconds: 0,
      lastSamples: 0,
      scrapes: 0,
      outOfBounds: 0,
    };
  }

  /** How its last scrape went. */
  get status(): TargetStatus {
    return this.#status;
  }

  /** What its last scrape that worked told of its metrics. */
  get metadata(): ReadonlyMap<string, Metadata> {
    return this.#metadata;
  }

  /** Scrapes once; while a scrape runs, gives that one. Never rejects: a failure is `up` 0 and the status' `lastError`. */
  scrape(): Promise<void> {
    this.#running ??= this.#scrapeOnce().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Ends a running scrape and marks all its series as gone. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
    const gone = [...this.#present.values(), ...REPORTED.map((name) => ({ __name__: name, ...this.#labels }))];
    if (this.#status.scrapes > 0) for (const labels of gone) this.#store.append(labels, this.#now(), STALE);
    this.#present.clear();
  }

  async #scrapeOnce(): Promise<void> {
    const timeMs = this.#now();
    const started = performance.now();
    this.#status = { ...this.#status, scrapes: this.#status.scrapes + 1 };
    const outcome = await this.#read().catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
    if (this.#closing.signal.aborted) return;
    const durationSeconds = (performance.now() - started) / 1000;
    const failed = outcome instanceof Error;
    const lastSamples = failed ? 0 : countOf(outcome.samples);
    // Before the samples, so that they are kept also where there is no room for all of those.
    const reported = [failed ? 0 : 1, durationSeconds, lastSamples];
    for (const [index, name] of REPORTED.entries()) {
      this.#store.append({ __name__: name, ...this.#labels }, timeMs, reported[index] ?? 0);
    }
    this.#keep(failed ? { samples: new Map(), timestampUnitMs: 1 } : outcome, timeMs);
    this.#store.expire(timeMs);
    this.#status = {
      ...this.#status,
      health: failed ? 'down' : 'up',
      lastError: failed ? outcome.message : '',
      lastScrapeMs: timeMs,
      lastDurationSeconds: durationSeconds,
      lastSamples,
    };
  }

  async #read(): Promise<Scraped> {
    const { target } = this.#status;
    const { text, timestampUnitMs }: Exposition = await fetchExposition(target, this.#closing.signal);
    const samples = parseExposition(text);
    if (countOf(samples) > target.maxSamples) {
      throw new PromqlError('scrape_failed', `more than ${target.maxSamples} samples`);
    }
    this.#metadata = parseMetadata(text);
    return { samples, timestampUnitMs };
  }

  #keep({ samples, timestampUnitMs }: Scraped, timeMs: number): void {
    const present = new Map<string, Labels>();
    for (const [name, family] of samples) {
      for (const { labels: own, value, timestamp } of family) {
        const labels = targetLabels(name, own, this.#labels);
        if (timestamp === undefined) {
          present.set(seriesKey(labels), labels);
          this.#store.append(labels, timeMs, measured(value));
        } else {
          this.#keepTimed(labels, Math.round(timestamp * timestampUnitMs), value, timeMs);
        }
      }
    }
    for (const [key, labels] of this.#present) if (!present.has(key)) this.#store.append(labels, timeMs, STALE);
    this.#present = present;
  }

  /** Keeps a sample that has a time of its own; such a series ends by its age alone, as in Prometheus. */
  #keepTimed(labels: Labels, time: number, value: number, nowMs: number): void {
    if (time > nowMs - this.#store.limits.retentionMs && time <= nowMs + MOST_AHEAD_MS) {
      this.#store.append(labels, time, measured(value));
    } else {
      this.#status = { ...this.#status, outOfBounds: this.#status.outOfBounds + 1 };
    }
  }
}

const REPORTED = ['up', 'scrape_duration_seconds', 'scrape_samples_scraped'] as const;

const countOf = (samples: Samples): number => {
  let count = 0;
  for (const family of samples.values()) count += family.length;
  return count;
};
