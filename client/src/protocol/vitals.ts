/**
 * What a page measures of itself: the web vitals as the package `web-vitals` names them, `page_ready` (its content is
 * there) and `panel_shown` (a panel's data is drawn).
 */
export const VITAL_NAMES = ['LCP', 'INP', 'CLS', 'TTFB', 'FCP', 'page_ready', 'panel_shown'] as const;

export type VitalName = (typeof VITAL_NAMES)[number];

/** How web.dev judges a value. */
export const VITAL_RATINGS = ['good', 'needs-improvement', 'poor'] as const;

export type VitalRating = (typeof VITAL_RATINGS)[number];

/** Pages that are told apart; measurements of others count as `other`. */
export const VITAL_PAGES = [
  'overview',
  'objectives',
  'api',
  'realtime',
  'data',
  'runtime',
  'alerts',
  'regressions',
  'recommendations',
  'runs',
  'live',
  'configuration',
] as const;

/** One measurement, as `web-vitals` gives it: milliseconds, but for CLS, which is a score without a unit. */
export interface VitalSample {
  readonly name: VitalName;
  readonly value: number;
  readonly rating?: VitalRating;
}

/** What a page measured; up to 50 samples. */
export interface VitalsReport {
  /** One of `VITAL_PAGES`, or any other name. */
  readonly page: string;
  readonly samples: readonly VitalSample[];
}
