import type { ConnectionTotals } from '../crowd/crowd.js';
import type { Ledger } from '../replay/ledger/ledger.js';
import { withRepaired, type LedgerTotals } from '../replay/ledger/totals.js';
import type { ScaledClock } from '../trace/scaled-clock.js';
import { cacheHits } from './cache-hits.js';
import type { Judge } from './objective-status.js';
import type { PercentileWindow } from './percentile-window.js';
import { Rate } from './rate.js';
import { valueOf, type Scraper } from './scraper.js';
import type { Speeds, Status, VisitTotals } from './status.js';

export interface MonitorOptions {
  /** The service's address. */
  readonly url: string;
  readonly consoleUrl: string;
  readonly clock: ScaledClock;
  readonly traceLengthSeconds: number;
  /** Longest replay on the wall's clock; undefined: until the trace ends. */
  readonly forSeconds: number | undefined;
  readonly ledger: Ledger;
  readonly scraper: Scraper;
  readonly judge: Judge;
  readonly delivery: PercentileWindow;
  readonly connections: () => ConnectionTotals;
  readonly visits: () => VisitTotals;
}

/** Takes a status from everything that counts; once a second is meant. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #messages = new Rate();
  readonly #deliveries = new Rate();

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  async sample(): Promise<Status> {
    const { url, consoleUrl, clock, ledger, scraper, judge, delivery } = this.#options;
    const { traceLengthSeconds, connections, visits } = this.#options;
    const samples = await scraper.scrape();
    const { elapsedSeconds } = clock;
    const connected = connections();
    const totals = withRepaired(ledger.totals(), connected);
    this.#count(elapsedSeconds, totals);
    delivery.advance();
    return {
      url,
      consoleUrl,
      elapsedSeconds,
      remainingSeconds: this.#remainingSeconds(elapsedSeconds),
      traceSeconds: Math.min(clock.traceSeconds, traceLengthSeconds),
      traceLengthSeconds,
      speed: clock.speed,
      behindSeconds: Math.max(0, elapsedSeconds - (ledger.oldestDueMs ?? Infinity) / 1000),
      messages: speeds(this.#messages),
      deliveries: speeds(this.#deliveries),
      connections: connected,
      visits: visits(),
      recentMs: delivery.recent(),
      overallMs: delivery.overall(),
      totals,
      objectives: judge.judge(samples, elapsedSeconds),
      cacheHits: cacheHits(samples),
      seriesCount: valueOf(samples, 'chat_metrics_series'),
      residentBytes: valueOf(samples, 'process_resident_memory_bytes'),
    };
  }

  #count(atSeconds: number, { sent, delivered }: LedgerTotals): void {
    this.#messages.read(atSeconds, sent);
    this.#deliveries.read(atSeconds, delivered);
  }

  #remainingSeconds(elapsedSeconds: number): number {
    const { clock, traceLengthSeconds, forSeconds = Infinity } = this.#options;
    return Math.max(0, Math.min(traceLengthSeconds / clock.speed, forSeconds) - elapsedSeconds);
  }
}

function speeds({ now, peak, mean }: Rate): Speeds {
  return { now, peak, mean };
}
