import type { QueryData } from '../result.js';
import { STALE, type Labels, type Series } from '../series.js';

/** Every scrape leaves a sample of it, failed ones too. */
const OF_SCRAPES = /^(?:up|scrape_.*)$/;

interface RawSeries {
  readonly labels: Labels;
  readonly samples: Map<number, number>;
}

const rawSeries = (data: QueryData): RawSeries[] => {
  if (data.resultType !== 'matrix') throw new Error(`a range selector gives no ${data.resultType}`);
  return data.result.map(({ metric, values }) => ({
    labels: metric,
    samples: new Map(
      values.map(([time, value]) => [Math.round(time * 1_000), Number(value.replace('Inf', 'Infinity'))]),
    ),
  }));
};

/**
 * The series of one target as Prometheus has them, from what a range selector gives of them. That leaves the marks of
 * staleness out, but they can be told: a series is marked at the first scrape that it is missing from.
 */
export const withMarks = (data: QueryData): Series[] => {
  const all = rawSeries(data);
  const scrapes = [...(all.find(({ labels }) => labels.__name__ === 'up')?.samples.keys() ?? [])];
  return all.map(({ labels, samples }) => {
    if (OF_SCRAPES.test(labels.__name__ ?? ''))
      return { labels, times: [...samples.keys()], values: [...samples.values()] };
    const points: [number, number][] = [];
    for (const time of scrapes) {
      const value = samples.get(time) ?? STALE;
      const isGone = points.length === 0 || points.at(-1)?.[1] === STALE;
      if (value !== STALE || !isGone) points.push([time, value]);
    }
    return { labels, times: points.map(([time]) => time), values: points.map(([, value]) => value) };
  });
};
