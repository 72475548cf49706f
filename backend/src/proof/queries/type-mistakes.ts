import type { Usage } from './usages.js';

/** Families of metrics by name, with their types, as `/api/v1/metadata` gives them. */
export type MetricTypes = ReadonlyMap<string, string>;

/** What only makes sense of a counter. */
const OF_COUNTERS = ['rate', 'irate', 'increase', 'resets'];

/** What a counter may go through unless that: its value is no answer, but whether it is there is one. */
const OF_PRESENCE = ['count', 'count_over_time', 'group', 'absent', 'absent_over_time', 'unless'];

/** Families in OpenMetrics are named without these. */
const ENDINGS = /_(?:total|bucket|sum|count|created|info)$/;

/** Whether values of the metric only grow; undefined where nobody knows it. */
const isCounter = (metric: string, types: MetricTypes): boolean | undefined => {
  const own = types.get(metric);
  if (own !== undefined) return own === 'counter';
  const family = types.get(metric.replace(ENDINGS, ''));
  return family === undefined ? undefined : family === 'counter' || family === 'histogram';
};

/**
 * What a query does to a metric that its type does not stand, in a sentence; also a metric that nobody declares.
 * @param known other names that exist, such as those of recorded series
 */
export const typeMistakes = (usages: readonly Usage[], types: MetricTypes, known: ReadonlySet<string>): string[] =>
  usages.flatMap(({ metric, through }) => {
    const counts = isCounter(metric, types);
    const isRated = through.some((step) => OF_COUNTERS.includes(step));
    if (counts === undefined) return known.has(metric) ? [] : [`there is no metric ${metric}`];
    if (!counts && isRated) return [`${metric} goes up and down, and its rate is asked for`];
    const isPresence = through.some((step) => OF_PRESENCE.includes(step));
    return counts && !isRated && !isPresence ? [`${metric} only grows, and its rate is not asked for`] : [];
  });
