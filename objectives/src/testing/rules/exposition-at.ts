import type { InputSeries } from './input-series.js';

/** The values that promtool's notation stands for; undefined where there is none. */
function expanded(values: string): (number | undefined)[] {
  return values.split(' ').flatMap((part) => {
    const [, from, step, times] =
      /^(_|stale|[\d.e]+(?:e[-+]\d+)?)(?:([-+][\d.]+(?:e[-+]\d+)?))?(?:x(\d+))?$/.exec(part) ?? [];
    if (from === undefined) throw new RangeError(`${part} is none of promtool's values`);
    if (from === '_' || from === 'stale') return new Array<undefined>(Number(times ?? 1)).fill(undefined);
    return Array.from({ length: Number(times ?? 0) + 1 }, (_, index) => Number(from) + index * Number(step ?? 0));
  });
}

/** What a scrape of some series would have said at a moment. */
export function expositionAt(input: readonly InputSeries[], atSeconds: number, intervalSeconds: number): string {
  const lines = input.flatMap(({ series, values }) => {
    const value = expanded(values)[atSeconds / intervalSeconds];
    return value === undefined ? [] : [`${series} ${value}`];
  });
  return `${lines.join('\n')}\n`;
}
