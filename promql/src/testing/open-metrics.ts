import { formatSampleValue } from '../result.js';
import type { Labels, Series } from '../series.js';

const named = (labels: Labels): string => {
  const pairs = Object.entries(labels)
    .filter(([name]) => name !== '__name__')
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${labels.__name__ ?? ''}{${pairs.join()}}`;
};

/** Series as OpenMetrics, each sample with its time, for `promtool tsdb create-blocks-from openmetrics`. */
export const openMetrics = (series: readonly Series[]): string => {
  const lines = series.flatMap(({ labels, times, values }) =>
    Array.from(times, (time, index) => `${named(labels)} ${formatSampleValue(values[index] ?? NaN)} ${time / 1_000}`),
  );
  return [...lines, '# EOF', ''].join('\n');
};
