/** The service that is looked at, by the dashboard's variables; every query about its own metrics has these. */
export const SERVICE = 'job=~"$job",instance=~"$instance"';

/** Recorded series are about a service as a whole. */
export const WHOLE_SERVICE = 'job=~"$job"';

/** Leaves out what probes and scrapers ask: it is no traffic of people, and no objective counts it. */
export const OF_PEOPLE = `${SERVICE},route!~"/livez|/readyz|/metrics"`;

const grouped = (by: readonly string[]): string => (by.length === 0 ? 'sum' : `sum by (${by.join(', ')})`);

/** How often something happens per second, added up by labels. */
export const perSecond = (metric: string, by: readonly string[] = [], where = SERVICE): string =>
  `${grouped(by)} (rate(${metric}{${where}}[$__rate_interval]))`;

/** A quantile of a histogram; absent, not NaN, where there were no observations. */
export const quantile = (q: number, metric: string, by: readonly string[] = [], where = SERVICE): string =>
  `histogram_quantile(${q}, ${perSecond(`${metric}_bucket`, ['le', ...by], where)}) >= 0`;

/** The observations of a histogram in each of its buckets. */
export const buckets = (metric: string, where = SERVICE): string =>
  `sum by (le) (increase(${metric}_bucket{${where}}[$__rate_interval]))`;

/** One thing for each of another; absent where there was none of the other. */
export const ratio = (part: string, whole: string): string => `${part} / (${whole} > 0)`;

/** The average of a histogram; absent where there were no observations. */
export const average = (metric: string, by: readonly string[] = [], where = SERVICE): string =>
  ratio(perSecond(`${metric}_sum`, by, where), perSecond(`${metric}_count`, by, where));

/**
 * Some events as a share of all. Counters of rare events do not exist before the first one, so their absence is 0
 * where there were any events, and no answer where there were none.
 */
export const share = (some: string, all: string): string => `(${some} or ${all} * 0) / (${all} > 0)`;

/**
 * Counters of rare events by a label do not exist before the first one. While the service is up, this has a zero named
 * `none` instead of nothing, so that 'none happened' and 'the service is away' look different.
 */
export const orNone = (expr: string, label: string): string =>
  `${expr} or on () label_replace(sum (chat_build_info{${SERVICE}}) * 0, "${label}", "none", "", "")`;
