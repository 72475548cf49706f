import type { RuleEngine } from '../rules/rule-engine.js';
import type { Scraper } from '../scrape/scraper.js';
import type { SeriesStore } from '../store/series-store.js';
import type { Parameters } from './parameters.js';

/** What one query may cost, as it holds the event loop of the process. */
export interface QueryLimits {
  /** Samples that an evaluation may look at, those of overlapping windows each time. */
  readonly maxSamples: number;
  readonly timeoutMs: number;
  /** Points of an answer, all series together. */
  readonly maxPoints: number;
}

/** What the API answers from. */
export interface ApiContext {
  readonly store: SeriesStore;
  readonly scraper: Scraper | undefined;
  readonly rules: RuleEngine | undefined;
  /** The time, milliseconds since 1970. */
  readonly now: () => number;
  readonly limits: QueryLimits;
}

/**
 * Answers one kind of request with what stands under `data`.
 * @param word the part of the path that is free, such as the label of `label/<name>/values`
 * @throws {ApiError} or {PromqlError}
 */
export type Endpoint = (context: ApiContext, parameters: Parameters, word: string) => unknown;
