import { durationSeconds } from '../duration.js';
import { ObjectivesError } from '../errors.js';
import { defaultLinks, type Links } from './links.js';
import { promDuration } from './promql.js';

/** How rules are made. */
export interface RuleOptions {
  /** How many times shorter every window is, for tests and demos: 300 makes 12 seconds of an hour. */
  readonly scale?: number;
  /** Time between two scrapes; 15 by default. No window may be shorter than four of them. */
  readonly scrapeIntervalSeconds?: number;
  /** Time between two evaluations of a group; twice the scrape interval by default. */
  readonly evaluationIntervalSeconds?: number;
  readonly links?: Links;
}

/** Rule options with everything decided. */
export interface Plan {
  readonly scale: number;
  readonly scrapeSeconds: number;
  readonly evaluationSeconds: number;
  readonly links: Links;
  /** A window's length in seconds. */
  readonly secondsOf: (window: string) => number;
  /** A window's length as PromQL writes it. */
  readonly rangeOf: (window: string) => string;
}

/** A window must hold this many scrapes: with fewer, one that is late empties it. */
const scrapesPerWindow = 4;

/** Fills in what options leave open. Throws `window_too_short` when scaled windows hold too few scrapes. */
export function planOf(options: RuleOptions = {}): Plan {
  const { scale = 1, scrapeIntervalSeconds = 15, links = defaultLinks } = options;
  const secondsOf = (window: string): number => durationSeconds(window) / scale;
  const shortest = secondsOf('5m');
  if (shortest < scrapesPerWindow * scrapeIntervalSeconds) {
    const message = `scale: 5m becomes ${promDuration(shortest)}, which is shorter than ${scrapesPerWindow} scrapes of ${promDuration(scrapeIntervalSeconds)}: scale less or scrape more often`;
    throw new ObjectivesError('window_too_short', message);
  }
  return {
    scale,
    scrapeSeconds: scrapeIntervalSeconds,
    evaluationSeconds: options.evaluationIntervalSeconds ?? 2 * scrapeIntervalSeconds,
    links,
    secondsOf,
    rangeOf: (window) => promDuration(secondsOf(window)),
  };
}
