import type { VitalName, VitalRating } from '@chatwatch/client';
import type { PageId } from '../app/page-paths';
import { MEASURED_PAGES, type MeasuredPage } from './page-names';

/** A measurement of a page; milliseconds, but for CLS. */
export interface Measurement {
  page: MeasuredPage;
  name: VitalName;
  value: number;
  rating?: VitalRating;
}

type Listener = (measurement: Measurement) => void;

interface Visit {
  page: MeasuredPage;
  /** When the reader asked for the page, on the clock of `performance.now()`. */
  askedAt: number;
  shown: number;
}

/** Enough for the longest page; what is further down is shown because the reader scrolled. */
const MAX_PANELS = 40;
/** What appears later did not make anybody wait: it came back after a problem was mended. */
const MAX_PANEL_MS = 60_000;
/** What is measured before anybody listens; a few pages in a hurry. */
const MAX_WAITING = 100;

let visit: Visit | undefined;
let listener: Listener | undefined;
const waiting: Measurement[] = [];

/** Keeps a measurement of the page that is shown now; nothing while none of ours is. */
export const measure = (name: VitalName, value: number, rating?: VitalRating): void => {
  if (visit === undefined) return;
  const measurement: Measurement = { page: visit.page, name, value, ...(rating === undefined ? {} : { rating }) };
  if (listener) listener(measurement);
  else if (waiting.length < MAX_WAITING) waiting.push(measurement);
};

/** A page that nobody looks at is drawn whenever the browser likes. */
const isSeen = (): boolean => document.visibilityState === 'visible';

/**
 * Says that a page's content is there.
 * @param askedAt when the reader asked for it, on the clock of `performance.now()`
 */
export const markPageReady = (page: PageId, askedAt: number): void => {
  visit = { page: MEASURED_PAGES[page], askedAt, shown: 0 };
  if (isSeen()) measure('page_ready', performance.now() - askedAt);
};

/** Says that a panel of the page shows its data for the first time. */
export const markPanelShown = (): void => {
  if (visit === undefined || visit.shown >= MAX_PANELS || !isSeen()) return;
  const shownAfterMs = performance.now() - visit.askedAt;
  if (shownAfterMs > MAX_PANEL_MS) return;
  visit.shown += 1;
  measure('panel_shown', shownAfterMs);
};

/** Says that the reader has left the console. */
export const endVisit = (): void => {
  visit = undefined;
};

/**
 * Hands on what was measured and what will be.
 * @returns a function that stops it
 */
export const listen = (to: Listener): (() => void) => {
  listener = to;
  for (const measurement of waiting.splice(0)) to(measurement);
  return () => {
    if (listener === to) listener = undefined;
  };
};
