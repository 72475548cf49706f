import { rangeUtil, type TimeRange } from '@grafana/data';

/** Prometheus' and Grafana's own default. */
const DEFAULT_SCRAPE = '15s';

/** Times of a range query, in seconds. */
export interface Interval {
  stepSeconds: number;
  /** Grafana's `$__rate_interval`. */
  rateSeconds: number;
}

/**
 * Step and rate interval as Grafana computes them, so that a page shows the numbers of the dashboards.
 * @param maxPoints at most so many points a line
 * @param scrapeInterval of the data source, `15s`
 */
export const intervalOf = (range: TimeRange, maxPoints: number, scrapeInterval = DEFAULT_SCRAPE): Interval => {
  const scrapeSeconds = secondsOf(scrapeInterval) ?? rangeUtil.intervalToSeconds(DEFAULT_SCRAPE);
  const { intervalMs } = rangeUtil.calculateInterval(range, maxPoints, `${scrapeSeconds}s`);
  const stepSeconds = Math.max(1, Math.round(intervalMs / 1000));
  return { stepSeconds, rateSeconds: Math.max(stepSeconds + scrapeSeconds, 4 * scrapeSeconds) };
};

const secondsOf = (text: string): number | undefined => {
  const trimmed = text.replace('>', '').trim();
  return rangeUtil.isValidTimeSpan(trimmed) ? rangeUtil.intervalToSeconds(trimmed) : undefined;
};
