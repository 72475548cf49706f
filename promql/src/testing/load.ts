import { evaluateInstant, evaluateRange, type EvaluateOptions, type EvaluateRange } from '../evaluate/evaluate.js';
import { shownLabels } from '../evaluate/labels.js';
import { parse } from '../parse/parse.js';
import { STALE, type Labels, type Series, type SeriesSource } from '../series.js';
import { sourceOf } from './source.js';

const MINUTE_MS = 60_000;

const labelsOf = (text: string): Labels => {
  const [, name = '', pairs = ''] = /^([^{]*)(?:\{(.*)\})?$/.exec(text) ?? [];
  const labels = [...pairs.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label ?? '', value ?? '']);
  return Object.fromEntries([...(name === '' ? [] : [['__name__', name]]), ...labels]) as Labels; // pairs of strings
};

const valueOf = (text: string): number => (text === 'stale' ? STALE : Number(text.replace('Inf', 'Infinity')));

const seriesOf = (labels: Labels, samples: string): Series => {
  const points = samples
    .split(/\s+/)
    .flatMap((text, minute) => (text === '_' ? [] : [[minute, valueOf(text)] as const]));
  return { labels, times: points.map(([minute]) => minute * MINUTE_MS), values: points.map(([, value]) => value) };
};

/** Series by name and labels, `a{b="c"}`, with a sample a minute from 1970 on: `1 NaN _ stale`, `_` for none. */
export const load = (series: Readonly<Record<string, string>>): SeriesSource =>
  sourceOf(Object.entries(series).map(([labels, samples]) => seriesOf(labelsOf(labels), samples)));

const shown = ({ __name__: name = '', ...labels }: Labels): string => {
  const rest = shownLabels(labels);
  return rest === '{}' && name !== '' ? name : `${name}${rest}`;
};

/** A query's values at a moment, seconds after 1970, by the series' labels as {@link load} writes them. */
export const ask = (source: SeriesSource, query: string, seconds: number, options?: EvaluateOptions): unknown => {
  const result = evaluateInstant(parse(query), source, seconds * 1_000, options);
  if (result.type === 'vector')
    return Object.fromEntries(result.samples.map(({ labels, value }) => [shown(labels), value]));
  if (result.type !== 'matrix') return result.value;
  return Object.fromEntries(
    result.series.map(({ labels, times, values }) => [
      shown(labels),
      Array.from(times, (time, index) => [time / 1_000, values[index]]),
    ]),
  );
};

/** A query's points over a range, `[seconds, value]`, by the series' labels. */
export const askRange = (
  source: SeriesSource,
  query: string,
  range: EvaluateRange,
  options?: EvaluateOptions,
): unknown =>
  Object.fromEntries(
    evaluateRange(parse(query), source, range, options).series.map(({ labels, times, values }) => [
      shown(labels),
      Array.from(times, (time, index) => [time / 1_000, values[index]]),
    ]),
  );
