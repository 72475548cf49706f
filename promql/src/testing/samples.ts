import { type Matcher, STALE } from '../series.js';
import type { SeriesStore } from '../store/series-store.js';

/** All samples of the series of a name, `STALE` as such: by their labels but the name, as `{a="1"}`. */
export const samplesOf = (store: SeriesStore, name: string): Record<string, [number, number | 'STALE'][]> => {
  const matchers: Matcher[] = [{ label: '__name__', operator: '=', value: name }];
  return Object.fromEntries(
    Array.from(store.select(matchers, -Infinity, Infinity), ({ labels, times, values }) => {
      const text = Object.entries(labels)
        .filter(([label]) => label !== '__name__')
        .sort()
        .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      const samples = Array.from(times, (time, index): [number, number | 'STALE'] => [
        time,
        values[index] === STALE ? 'STALE' : (values[index] ?? NaN),
      ]);
      return [`{${text.join(',')}}`, samples];
    }),
  );
};
