import { ABSENT } from '../evaluate/rows.js';

/** What a function makes of one value and the scalars it was called with at that step. */
type Elementwise = (value: number, first: number | undefined, second: number | undefined) => number;

// To Go, an infinity beyond which nothing is decides against NaN too.
const lesser = (left: number, right: number): number =>
  left === -Infinity || right === -Infinity ? -Infinity : Math.min(left, right);
const greater = (left: number, right: number): number =>
  left === Infinity || right === Infinity ? Infinity : Math.max(left, right);

/** The functions of each value by itself. */
export const ELEMENTWISE = {
  abs: (value) => Math.abs(value),
  ceil: (value) => Math.ceil(value),
  clamp: (value, least = NaN, most = NaN) => (most < least ? ABSENT : greater(least, lesser(most, value))),
  clamp_max: (value, most = NaN) => lesser(most, value),
  clamp_min: (value, least = NaN) => greater(least, value),
  exp: (value) => Math.exp(value),
  floor: (value) => Math.floor(value),
  ln: (value) => Math.log(value),
  // By the inverse, as Prometheus does: 1 / 0.1 is exactly 10.
  round: (value, nearest = 1) => Math.floor(value * (1 / nearest) + 0.5) / (1 / nearest),
  sqrt: (value) => Math.sqrt(value),
} as const satisfies Record<string, Elementwise>;
