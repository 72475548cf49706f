import { PromqlError } from '../errors.js';
import type { Labels } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import type { VectorSample } from '../result.js';

/** Series by the text of their labels. */
export type Keyed<Value> = Map<string, Value>;

/**
 * Samples by their labels.
 * @throws {PromqlError} `query_failed` where two have the same
 */
export const keyed = <Value extends { readonly labels: Labels }>(
  values: readonly Value[],
  what: string,
): Keyed<Value> => {
  const byKey: Keyed<Value> = new Map();
  for (const value of values) byKey.set(seriesKey(value.labels), value);
  if (byKey.size === values.length) return byKey;
  throw new PromqlError('query_failed', `vector contains metrics with the same labelset after applying ${what} labels`);
};

/** The series that a recording rule keeps of what its query gave. */
export const recordedSamples = (name: string, labels: Labels, samples: readonly VectorSample[]): VectorSample[] =>
  samples.map((sample) => ({ labels: { ...sample.labels, ...labels, __name__: name }, value: sample.value }));
