import { durationSeconds } from '../duration.js';
import { ObjectivesError } from '../errors.js';
import type { Objectives } from '../schema.js';
import { defaultLinks, type Links } from './links.js';
import { promDuration } from './promql.js';
import { baseWindow } from './windows.js';

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

function refuse(place: string, window: string, seconds: number, scrapeSeconds: number): never {
  const message = `${place}: ${window} becomes ${promDuration(seconds)}, which is shorter than ${scrapesPerWindow} scrapes of ${promDuration(scrapeSeconds)}: scale less, scrape more often or promise over a longer window`;
  throw new ObjectivesError('window_too_short', message);
}

/**
 * Fills in what options leave open. Throws `window_too_short` when a window holds too few scrapes, or is so short that
 * evaluations miss some of what happens.
 */
export function planOf(objectives: Objectives, options: RuleOptions = {}): Plan {
  const { scale = 1, scrapeIntervalSeconds: scrapeSeconds = 15, links = defaultLinks } = options;
  const { evaluationIntervalSeconds: evaluationSeconds = 2 * scrapeSeconds } = options;
  const secondsOf = (window: string): number => durationSeconds(window) / scale;
  const isShort = (window: string): boolean => secondsOf(window) < scrapesPerWindow * scrapeSeconds;
  if (isShort(baseWindow)) refuse('scale', baseWindow, secondsOf(baseWindow), scrapeSeconds);
  for (const { id, window = baseWindow } of objectives) {
    if (isShort(window)) refuse(`${id}: window`, window, secondsOf(window), scrapeSeconds);
  }
  if (evaluationSeconds > secondsOf(baseWindow)) {
    const message = `evaluationIntervalSeconds: ${promDuration(evaluationSeconds)} is longer than the window of ${promDuration(secondsOf(baseWindow))} that is recorded, so that events are missed: evaluate more often`;
    throw new ObjectivesError('window_too_short', message);
  }
  return { scrapeSeconds, evaluationSeconds, links, secondsOf, rangeOf: (window) => promDuration(secondsOf(window)) };
}
