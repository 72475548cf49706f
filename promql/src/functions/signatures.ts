/** The types of PromQL. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** What a function takes and gives. */
export interface Signature {
  readonly args: readonly ValueType[];
  /** How many of the last `args` may be left out. */
  readonly optional: number;
  readonly returns: ValueType;
}

const signature = (args: readonly ValueType[], returns: ValueType = 'vector', optional = 0): Signature => ({
  args,
  returns,
  optional,
});

const elementwise = signature(['vector']);
const overRange = signature(['matrix']);

/** Every function that there is here. */
export const SIGNATURES = {
  abs: elementwise,
  absent: elementwise,
  absent_over_time: overRange,
  avg_over_time: overRange,
  ceil: elementwise,
  changes: overRange,
  clamp: signature(['vector', 'scalar', 'scalar']),
  clamp_max: signature(['vector', 'scalar']),
  clamp_min: signature(['vector', 'scalar']),
  count_over_time: overRange,
  delta: overRange,
  deriv: overRange,
  exp: elementwise,
  floor: elementwise,
  histogram_quantile: signature(['scalar', 'vector']),
  idelta: overRange,
  increase: overRange,
  irate: overRange,
  label_replace: signature(['vector', 'string', 'string', 'string', 'string']),
  last_over_time: overRange,
  ln: elementwise,
  max_over_time: overRange,
  min_over_time: overRange,
  present_over_time: overRange,
  quantile_over_time: signature(['scalar', 'matrix']),
  rate: overRange,
  resets: overRange,
  round: signature(['vector', 'scalar'], 'vector', 1),
  scalar: signature(['vector'], 'scalar'),
  sort: elementwise,
  sort_desc: elementwise,
  sqrt: elementwise,
  sum_over_time: overRange,
  time: signature([], 'scalar'),
  timestamp: elementwise,
  vector: signature(['scalar']),
} as const satisfies Record<string, Signature>;

export type FunctionName = keyof typeof SIGNATURES;
