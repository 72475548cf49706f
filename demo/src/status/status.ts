import type { ConnectionTotals } from '../crowd/crowd.js';
import type { LedgerTotals } from '../replay/ledger/totals.js';
import type { CacheHits } from './cache-hits.js';
import type { ObjectiveStatus } from './objective-status.js';
import type { Percentiles } from './percentile-window.js';

/** How fast something happens, a second. */
export interface Speeds {
  readonly now: number;
  readonly peak: number;
  readonly mean: number;
}

/** What the demo's own readers of history met. */
export interface VisitTotals {
  readonly made: number;
  readonly failed: number;
}

/** All that is known of a run at one moment; the screen, the plain line and the summary show it. */
export interface Status {
  /** The service's address. */
  readonly url: string;
  /** The page to look at. */
  readonly consoleUrl: string;
  readonly elapsedSeconds: number;
  readonly remainingSeconds: number;
  readonly traceSeconds: number;
  readonly traceLengthSeconds: number;
  readonly speed: number;
  /** How long the oldest message without an answer has been due, or the next one to be sent. */
  readonly behindSeconds: number;
  readonly messages: Speeds;
  readonly deliveries: Speeds;
  readonly connections: ConnectionTotals;
  readonly visits: VisitTotals;
  /** Of the last seconds, milliseconds; undefined when nothing was delivered. */
  readonly recentMs: Percentiles | undefined;
  /** Of the whole run. */
  readonly overallMs: Percentiles | undefined;
  readonly totals: LedgerTotals;
  readonly objectives: readonly ObjectiveStatus[];
  readonly cacheHits: readonly CacheHits[];
  /** Series of a scrape; null when the service does not tell. */
  readonly seriesCount: number | null;
  readonly residentBytes: number | null;
}
