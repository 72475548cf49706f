/** Aggregations that there are here, and whether they take a number before what they aggregate. */
export const AGGREGATIONS = {
  sum: false,
  avg: false,
  min: false,
  max: false,
  count: false,
  group: false,
  topk: true,
  bottomk: true,
  quantile: true,
} as const;

export type AggregationName = keyof typeof AGGREGATIONS;
