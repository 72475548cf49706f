import { parseExposition, type Samples } from '@chatwatch/objectives';
import { quantileOf } from './quantile.js';

/** Where the figures of this node come from; histograms by their own name. */
const METRICS = [
  'http_requests_total',
  'http_request_duration_seconds',
  'websocket_connections',
  'chat_active_users',
  'messages_sent_total',
  'chat_deliveries_total',
  'chat_delivery_seconds',
  'cache_requests_total',
] as const;

/** Routes that people do not wait for, as the objectives leave them out. */
const WATCHING = /^(\/livez|\/readyz|\/metrics|\/analytics\/performance\/real-time)$/;

/** What the node has done since its start, at one moment. */
export interface Totals {
  readonly atMs: number;
  readonly requests: number;
  readonly failures: number;
  readonly messages: number;
  readonly deliveries: number;
  readonly cacheLookups: number;
  readonly cacheHits: number;
  readonly activeConnections: number;
  readonly activeUsers: number;
  /** Counts up to each edge. */
  readonly responseSeconds: ReadonlyMap<number, number>;
  readonly deliverySeconds: ReadonlyMap<number, number>;
}

/** What the node did between two moments; null where there was nothing of it. */
export interface Figures {
  readonly overSeconds: number;
  readonly activeConnections: number;
  readonly activeUsers: number;
  readonly requestsPerSecond: number;
  readonly errorRatio: number | null;
  readonly responseTimeP95Seconds: number | null;
  readonly messagesPerSecond: number;
  readonly deliveriesPerSecond: number;
  readonly deliveryTimeP99Seconds: number | null;
  readonly cacheHitRatio: number | null;
}

type Labels = Readonly<Record<string, string>>;

const sum = (samples: Samples, name: string, isMeant: (labels: Labels) => boolean = () => true): number => {
  let total = 0;
  for (const { labels, value } of samples.get(name) ?? []) if (isMeant(labels)) total += value;
  return total;
};

const buckets = (samples: Samples, name: string, isMeant: (labels: Labels) => boolean): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const { labels, value } of samples.get(`${name}_bucket`) ?? []) {
    const edge = labels.le === '+Inf' ? Infinity : Number(labels.le);
    if (isMeant(labels)) counts.set(edge, (counts.get(edge) ?? 0) + value);
  }
  return counts;
};

const isWaitedFor = ({ route = '' }: Labels): boolean => !WATCHING.test(route);

/** Reads what the node has done. @param peek gives metrics as they stand, as `Telemetry.peek` does */
export const readTotals = (peek: (names: Iterable<string>) => string, atMs: number): Totals => {
  const samples = parseExposition(peek(METRICS));
  return {
    atMs,
    requests: sum(samples, 'http_requests_total', isWaitedFor),
    failures: sum(
      samples,
      'http_requests_total',
      (labels) => isWaitedFor(labels) && (labels.status_code ?? '').startsWith('5'),
    ),
    messages: sum(samples, 'messages_sent_total'),
    deliveries: sum(samples, 'chat_deliveries_total'),
    cacheLookups: sum(samples, 'cache_requests_total', ({ level }) => level === 'l1'),
    cacheHits: sum(samples, 'cache_requests_total', ({ result }) => result === 'hit' || result === 'stale'),
    activeConnections: sum(samples, 'websocket_connections'),
    activeUsers: sum(samples, 'chat_active_users'),
    responseSeconds: buckets(samples, 'http_request_duration_seconds', isWaitedFor),
    deliverySeconds: buckets(samples, 'chat_delivery_seconds', ({ stage }) => stage === 'client'),
  };
};

const ratio = (part: number, whole: number): number | null => (whole > 0 ? Math.min(1, part / whole) : null);

const between = (before: ReadonlyMap<number, number>, now: ReadonlyMap<number, number>): Map<number, number> =>
  new Map([...now].map(([edge, count]) => [edge, count - (before.get(edge) ?? 0)]));

/** What was done from one moment to a later one. */
export const figuresBetween = (before: Totals, now: Totals): Figures => {
  const overSeconds = Math.max(0.001, (now.atMs - before.atMs) / 1_000);
  const grown = (name: 'requests' | 'failures' | 'messages' | 'deliveries' | 'cacheLookups' | 'cacheHits'): number =>
    now[name] - before[name];
  const perSecond = (count: number): number => Number((count / overSeconds).toPrecision(6));
  return {
    overSeconds,
    activeConnections: now.activeConnections,
    activeUsers: now.activeUsers,
    requestsPerSecond: perSecond(grown('requests')),
    errorRatio: ratio(grown('failures'), grown('requests')),
    responseTimeP95Seconds: quantileOf(0.95, between(before.responseSeconds, now.responseSeconds)),
    messagesPerSecond: perSecond(grown('messages')),
    deliveriesPerSecond: perSecond(grown('deliveries')),
    deliveryTimeP99Seconds: quantileOf(0.99, between(before.deliverySeconds, now.deliverySeconds)),
    cacheHitRatio: ratio(grown('cacheHits'), grown('cacheLookups')),
  };
};
