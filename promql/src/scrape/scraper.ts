import type { Metadata } from '@chatwatch/objectives';
import type { SeriesStore } from '../store/series-store.js';
import { ScrapedTarget, type TargetStatus } from './scraped-target.js';
import { type TargetOptions, targetOf } from './target.js';

/** What a {@link Scraper} is made of. */
export interface ScraperOptions {
  readonly store: SeriesStore;
  readonly targets: readonly TargetOptions[];
  /** The time, milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Scrapes targets into a store, each at its interval; a scrape that takes longer makes the next ones fall out.
 *
 * @example
 * const scraper = new Scraper({ store, targets: [{ url: 'http://127.0.0.1:3000/metrics', job: 'chatwatch' }] });
 * scraper.start();
 */
export class Scraper {
  readonly #targets: readonly ScrapedTarget[];
  readonly #timers = new Map<ScrapedTarget, NodeJS.Timeout>();
  #isClosed = false;

  /** @throws {PromqlError} `target_invalid`, naming the field */
  constructor({ store, targets, now = Date.now }: ScraperOptions) {
    this.#targets = targets.map((options) => new ScrapedTarget(store, targetOf(options), now));
  }

  /** How each target's last scrape went. */
  get targets(): TargetStatus[] {
    return this.#targets.map(({ status }) => status);
  }

  /** What each target told of its metrics. */
  get metadata(): ReadonlyMap<string, Metadata>[] {
    return this.#targets.map(({ metadata }) => metadata);
  }

  /** Begins to scrape, at once and then at every target's interval. */
  start(): void {
    for (const target of this.#targets) this.#run(target);
  }

  /** Scrapes every target once. Never rejects: failures are in {@link targets}. */
  async scrape(): Promise<void> {
    await Promise.all(this.#targets.map((target) => target.scrape()));
  }

  /** Stops, and marks all series as gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#targets.map((target) => target.close()));
  }

  #run(target: ScrapedTarget): void {
    const started = performance.now();
    void target.scrape().then(() => {
      if (this.#isClosed) return;
      const { intervalMs } = target.status.target;
      const delayMs = intervalMs - ((performance.now() - started) % intervalMs);
      const timer = setTimeout(() => {
        this.#run(target);
      }, delayMs);
      this.#timers.set(target, timer.unref());
    });
  }
}
