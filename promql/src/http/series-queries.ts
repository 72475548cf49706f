import type { Labels } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import { ApiError } from './api-error.js';
import type { ApiContext, Endpoint } from './endpoint.js';
import type { Parameters } from './parameters.js';

/** `series`: the labels of the series that meet one of the selectors. */
export const series: Endpoint = (context, parameters) => {
  if (parameters.matchers().length === 0) throw new ApiError(400, 'bad_data', 'no match[] parameter provided');
  // As text, pairs of labels come in the order in which Prometheus gives them.
  const texts = Array.from(found(context, parameters).values(), (labels) => JSON.stringify(sortedPairs(labels)));
  // They were written by the line above.
  return texts.sort().map((text) => Object.fromEntries(JSON.parse(text) as [string, string][]));
};

/** `labels`: the names of labels. */
export const labelNames: Endpoint = (context, parameters) => {
  const names = new Set<string>();
  for (const labels of found(context, parameters).values()) for (const name of Object.keys(labels)) names.add(name);
  return [...names].sort();
};

/** `label/<name>/values`: the values of a label. */
export const labelValues: Endpoint = (context, parameters, name) => {
  if (!/^[a-zA-Z_]\w*$/.test(name)) {
    throw new ApiError(400, 'bad_data', `invalid label name: ${JSON.stringify(name)}`);
  }
  const values = new Set<string>();
  for (const labels of found(context, parameters).values()) {
    // A label may be called like something that every object has.
    if (Object.hasOwn(labels, name)) values.add(labels[name] ?? '');
  }
  return [...values].sort();
};

const found = ({ store }: ApiContext, parameters: Parameters): Map<string, Labels> => {
  // A selection leaves its start out, and samples are at whole milliseconds.
  const from = parameters.optionalTimeMs('start', -Infinity) - 1;
  const to = parameters.optionalTimeMs('end', Infinity);
  const selections = parameters.matchers();
  const byKey = new Map<string, Labels>();
  for (const matchers of selections.length === 0 ? [[]] : selections) {
    for (const labels of store.labelSets(matchers, from, to)) byKey.set(seriesKey(labels), labels);
  }
  return byKey;
};

const sortedPairs = (labels: Labels): [string, string][] =>
  Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
