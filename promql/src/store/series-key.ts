import type { Labels } from '../series.js';

/**
 * Text that is the same for the same labels, in whatever order they are given, and different for different ones. A label
 * with an empty value counts as none, as everywhere in Prometheus.
 */
export const seriesKey = (labels: Labels): string => {
  let key = '';
  // No label name holds a control character, and a value's end is found by its length.
  for (const name of Object.keys(labels).sort()) {
    const value = labels[name] ?? '';
    if (value !== '') key += `${name}\u0001${value.length}\u0001${value}`;
  }
  return key;
};
