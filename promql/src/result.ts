import type { Labels, Series } from './series.js';

/** A series' value at the moment of an instant query. */
export interface VectorSample {
  readonly labels: Labels;
  readonly value: number;
}

/** What a query gives; times in milliseconds since 1970. */
export type QueryResult =
  | { readonly type: 'vector'; readonly timeMs: number; readonly samples: readonly VectorSample[] }
  | { readonly type: 'scalar'; readonly timeMs: number; readonly value: number }
  | { readonly type: 'string'; readonly timeMs: number; readonly value: string }
  | { readonly type: 'matrix'; readonly series: readonly Series[] };

/** Seconds since 1970, and the value as text, which JSON's numbers could not carry. */
type JsonPoint = readonly [number, string];

/** A result as Prometheus' HTTP API writes it under `data`. */
export type QueryData =
  | {
      readonly resultType: 'vector';
      readonly result: readonly { readonly metric: Labels; readonly value: JsonPoint }[];
    }
  | {
      readonly resultType: 'matrix';
      readonly result: readonly { readonly metric: Labels; readonly values: readonly JsonPoint[] }[];
    }
  | { readonly resultType: 'scalar' | 'string'; readonly result: JsonPoint };

/**
 * A sample's value as Prometheus writes it: `+Inf`, `-Inf`, `NaN` or a decimal number, with an exponent of two digits
 * under 1e-6 and from 1e21 on, where JavaScript has one too.
 */
export const formatSampleValue = (value: number): string => {
  if (Math.abs(value) === Infinity) return `${value > 0 ? '+' : '-'}Inf`;
  return Object.is(value, -0) ? '-0' : String(value).replace(/e([+-])(\d)$/, 'e$10$2');
};

/** A scalar as Prometheus writes it, however long: unlike a sample it has no exponent. */
const formatScalar = (value: number): string => {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value)) ?? [];
  if (exponent === undefined) return formatSampleValue(value);
  const digits = whole + fraction;
  const places = Number(exponent);
  // JavaScript writes an exponent only beyond all digits.
  return places < 0 ? `${sign}0.${'0'.repeat(-places - 1)}${digits}` : `${sign}${digits.padEnd(places + 1, '0')}`;
};

const point = (timeMs: number, value: number): JsonPoint => [timeMs / 1_000, formatSampleValue(value)];

const pointsOf = ({ times, values }: Series): JsonPoint[] =>
  Array.from(times, (time, index) => point(time, values[index] ?? NaN));

/** A result in the shape of Prometheus' HTTP API. */
export const queryData = (result: QueryResult): QueryData => {
  switch (result.type) {
    case 'vector': {
      const { samples, timeMs } = result;
      const shaped = samples.map(({ labels, value }) => ({ metric: labels, value: point(timeMs, value) }));
      return { resultType: 'vector', result: shaped };
    }
    case 'matrix':
      return {
        resultType: 'matrix',
        result: result.series.map((series) => ({ metric: series.labels, values: pointsOf(series) })),
      };
    case 'scalar':
      return { resultType: 'scalar', result: [result.timeMs / 1_000, formatScalar(result.value)] };
    case 'string':
      return { resultType: 'string', result: [result.timeMs / 1_000, result.value] };
  }
};
