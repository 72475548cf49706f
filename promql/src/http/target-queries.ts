import type { Metadata } from '@chatwatch/objectives';
import { formatDuration } from '../duration.js';
import type { TargetStatus } from '../scrape/scraped-target.js';
import { ApiError } from './api-error.js';
import type { Endpoint } from './endpoint.js';
import { timeJson } from './rule-queries.js';

/** `targets`: what is scraped and how that goes. */
export const targets: Endpoint = ({ scraper }, parameters) => {
  const state = parameters.text('state');
  const isAsked = state === '' || state === 'any' || state === 'active';
  return { activeTargets: isAsked ? (scraper?.targets ?? []).map(targetJson) : [], droppedTargets: [] };
};

const targetJson = ({ target, health, lastError, ...status }: TargetStatus): unknown => {
  const { host, pathname, protocol } = new URL(target.url);
  const scrapeInterval = formatDuration(target.intervalMs);
  const scrapeTimeout = formatDuration(target.timeoutMs);
  return {
    discoveredLabels: {
      __address__: host,
      __metrics_path__: pathname,
      __scheme__: protocol.slice(0, -1),
      __scrape_interval__: scrapeInterval,
      __scrape_timeout__: scrapeTimeout,
      job: target.job,
    },
    labels: { instance: target.instance, job: target.job },
    scrapePool: target.job,
    scrapeUrl: target.url,
    globalUrl: target.url,
    lastError,
    lastScrape: timeJson(status.lastScrapeMs),
    lastScrapeDuration: status.lastDurationSeconds,
    health,
    scrapeInterval,
    scrapeTimeout,
  };
};

/** `metadata`: what targets tell of their metrics. */
export const metadata: Endpoint = ({ scraper }, parameters) => {
  const limitText = parameters.text('limit');
  if (!/^-?\d*$/.test(limitText)) throw new ApiError(400, 'bad_data', 'limit must be a number');
  const limit = limitText === '' || Number(limitText) < 0 ? Infinity : Number(limitText);
  const asked = parameters.text('metric');
  const byMetric = new Map<string, Metadata[]>();
  for (const [name, entry] of (scraper?.metadata ?? []).flatMap((ofTarget) => [...ofTarget])) {
    if (asked !== '' && name !== asked) continue;
    const known = byMetric.get(name) ?? [];
    const isKnown = known.some(
      ({ type, help, unit }) => type === entry.type && help === entry.help && unit === entry.unit,
    );
    byMetric.set(name, isKnown ? known : [...known, entry]);
  }
  return Object.fromEntries([...byMetric].slice(0, limit));
};

/** `status/buildinfo`: whose API this is like, by which clients choose what they ask for. */
export const buildInfo: Endpoint = () => ({
  version: '2.42.0',
  revision: 'chatwatch-promql',
  branch: '',
  buildUser: '',
  buildDate: '',
  goVersion: '',
});
