import type { Objective, Objectives } from './schema.js';

/**
 * Bucket edges to start from, few because each one is a series per label set. {@link bucketEdges} adds the limits.
 * - `httpSeconds`, `databaseSeconds`, `deliverySeconds`: from the fastest seen to where everyone has given up.
 * - `vitalsSeconds`: includes the good and poor limits of web.dev for LCP, INP, FCP and TTFB.
 * - `bytes`: response and upload sizes, up to the default upload limit.
 */
export const baseEdges = Object.freeze({
  httpSeconds: Object.freeze([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]),
  deliverySeconds: Object.freeze([0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 0.5, 1, 5]),
  databaseSeconds: Object.freeze([0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5]),
  vitalsSeconds: Object.freeze([0.05, 0.1, 0.2, 0.5, 0.8, 1.2, 1.8, 2.5, 3, 4, 8]),
  bytes: Object.freeze([256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 10_485_760]),
});

function limitOnHistogram({ indicator, target }: Objective, metricName: string): number[] {
  if (indicator.kind === 'within' && indicator.metric === metricName) return [indicator.bound];
  // An average needs no edge to be computed; the edge shows how many observations are over the promised average.
  if (indicator.kind === 'average' && indicator.metric === metricName && 'atMost' in target) return [target.atMost];
  return [];
}

/**
 * Bucket edges for a histogram: the base edges and every limit that an objective sets on it, ascending, each once.
 *
 * @example
 * bucketEdges(loadObjectives(), 'http_request_duration_seconds', baseEdges.httpSeconds);
 */
export function bucketEdges(objectives: Objectives, metricName: string, base: readonly number[]): number[] {
  const limits = objectives.flatMap((objective) => limitOnHistogram(objective, metricName));
  return [...new Set([...base, ...limits])].sort((a, b) => a - b);
}
