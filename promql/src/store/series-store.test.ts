import { describe, expect, it } from '@jest/globals';
import type { Labels, Matcher, Series } from '../series.js';
import { Random } from '../testing/random.js';
import { SeriesStore } from './series-store.js';

const MINUTE = 60_000;
const named = (name: string): Matcher[] => [{ label: '__name__', operator: '=', value: name }];
const samplesOf = (series: Series): [number, number][] =>
  Array.from(series.times, (time, index) => [time, series.values[index] ?? NaN]);
const all = (store: SeriesStore, matchers: Matcher[], from = -Infinity, to = Infinity): Series[] => [
  ...store.select(matchers, from, to),
];

describe('what is selected', () => {
  it('is after the start and not after the end, across chunks as within one', () => {
    const store = new SeriesStore();
    for (let index = 0; index < 500; index += 1) store.append({ __name__: 'a' }, index * 1000, index);
    const times = (from: number, to: number): number[] =>
      all(store, named('a'), from, to).flatMap((series) => Array.from(series.times));

    expect(times(3000, 5000)).toEqual([4000, 5000]);
    expect(times(2999, 4999)).toEqual([3000, 4000]);
    expect(times(117_000, 122_000)).toEqual([118_000, 119_000, 120_000, 121_000, 122_000]);
    expect(times(-Infinity, Infinity)).toHaveLength(500);
    expect(times(499_000, 600_000)).toEqual([]);
  });

  it('stays as it was while the store goes on', () => {
    const store = new SeriesStore();
    store.append({ __name__: 'a' }, 1000, 1);
    const [before] = all(store, named('a'));
    store.append({ __name__: 'a' }, 2000, 2);
    store.expire(10 * 3_600_000);
    expect(before && samplesOf(before)).toEqual([[1000, 1]]);
  });

  it.each<[string, Matcher[], string[]]>([
    ['a name', [], ['1', '2', '3']],
    ['a value', [{ label: 'job', operator: '=', value: 'x' }], ['1', '2']],
    ['the absence of a label', [{ label: 'job', operator: '=', value: '' }], ['3']],
    [
      'the absence of a label called like a method',
      [{ label: 'constructor', operator: '=', value: '' }],
      ['1', '2', '3'],
    ],
    ['the presence of a label', [{ label: 'job', operator: '!=', value: '' }], ['1', '2']],
    ['another value or none', [{ label: 'route', operator: '!=', value: '/a' }], ['2', '3']],
    ['a pattern of the whole value', [{ label: 'route', operator: '=~', value: '/' }], []],
    ['a pattern', [{ label: 'route', operator: '=~', value: '/.' }], ['1', '2']],
    ['a pattern that nothing meets too', [{ label: 'route', operator: '=~', value: '(/a)?' }], ['1', '3']],
    ['no such pattern', [{ label: 'route', operator: '!~', value: '/a|/c' }], ['2', '3']],
    ['a value that no series has', [{ label: 'job', operator: '=', value: 'y' }], []],
  ])('meets conditions: %s', (_, matchers, ids) => {
    const store = new SeriesStore();
    store.append({ __name__: 'a', id: '1', job: 'x', route: '/a' }, 1000, 1);
    store.append({ __name__: 'a', id: '2', job: 'x', route: '/b' }, 1000, 1);
    store.append({ __name__: 'a', id: '3', job: '' }, 1000, 1);
    store.append({ __name__: 'b', id: '4' }, 1000, 1);
    expect(all(store, [...named('a'), ...matchers]).map(({ labels }) => labels.id)).toEqual(ids);
  });

  it('is refused with a pattern that cannot be read', () => {
    expect(() => all(new SeriesStore(), [{ label: 'job', operator: '=~', value: '(' }])).toThrow(
      expect.objectContaining({ code: 'query_malformed' }),
    );
  });
});

describe('a sample', () => {
  it('of the same labels in another order, or with an empty one more, is of the same series', () => {
    const store = new SeriesStore();
    store.append({ __name__: 'a', x: '1', y: '2' }, 1000, 1);
    store.append({ y: '2', x: '1', z: '', __name__: 'a' }, 2000, 2);
    expect(all(store, named('a')).map(samplesOf)).toEqual([
      [
        [1000, 1],
        [2000, 2],
      ],
    ]);
  });

  it('that is not newer is turned away and counted, a repeated one is not', () => {
    const store = new SeriesStore();
    expect(store.append({ __name__: 'a' }, 2000, NaN)).toBe(true);
    expect(store.append({ __name__: 'a' }, 2000, NaN)).toBe(true);
    expect(store.append({ __name__: 'a' }, 2000, 7)).toBe(false);
    expect(store.append({ __name__: 'a' }, 1000, 7)).toBe(false);
    expect(store.stats).toMatchObject({ samples: 1, outOfOrder: 2 });
  });
});

it('keeps every sample of series that come, pause and go at their own moments', () => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const random = new Random(seed);
  const store = new SeriesStore();
  const expected = new Map<string, [number, number][]>();
  for (let round = 1; round <= 400; round += 1) {
    for (let id = 0; id < 12; id += 1) {
      if (random.chance(0.1 * (id % 4))) continue;
      const time = round * 5000 + (id % 3 === 0 ? random.whole(0, 2) : 0);
      const value = random.fraction();
      store.append({ __name__: 'a', id: String(id) }, time, value);
      expected.set(String(id), [...(expected.get(String(id)) ?? []), [time, value]]);
    }
  }
  const actual = new Map(all(store, named('a')).map((series) => [series.labels.id, samplesOf(series)]));
  expect({ seed, actual }).toEqual({ seed, actual: expected });
});

describe('retention', () => {
  it('forgets old samples by the chunk, and series without any', () => {
    const store = new SeriesStore({ retentionMs: 60 * MINUTE });
    store.append({ __name__: 'gone' }, 0, 1);
    for (let index = 0; index < 360; index += 1) store.append({ __name__: 'a' }, index * MINUTE, index);
    store.expire(360 * MINUTE);
    expect(all(store, named('gone'))).toEqual([]);
    expect(store.stats.series).toBe(1);
    const [kept] = all(store, named('a'));
    expect(kept?.times[0]).toBeLessThanOrEqual(301 * MINUTE);
    expect(kept?.times.length).toBeLessThanOrEqual(60 + 120);
  });

  it('leaves nothing behind', () => {
    const store = new SeriesStore();
    for (let index = 0; index < 300; index += 1) {
      for (const id of ['1', '2'])
        store.append({ __name__: 'a', id }, index * 1000 + (index === 7 ? Number(id) : 0), 1);
    }
    store.expire(1e12);
    expect(store.stats).toMatchObject({ series: 0, samples: 0, bytes: 0 });
  });
});

describe('a limit', () => {
  const fill = (store: SeriesStore, rounds: number, seriesCount: number): void => {
    for (let round = 0; round < rounds; round += 1) {
      for (let id = 0; id < seriesCount; id += 1) store.append({ __name__: 'a', id: String(id) }, round * 1000, round);
    }
  };

  it('of series refuses the next one and counts each of its samples', () => {
    const store = new SeriesStore({ maxSeries: 2 });
    fill(store, 3, 3);
    expect(store.stats).toMatchObject({ series: 2, samples: 6, refusedNewSeries: 3 });
    expect(store.append({ __name__: 'a', id: '0' }, 9000, 1)).toBe(true);
  });

  it('of samples lets a known series go on in place of its oldest', () => {
    const store = new SeriesStore({ maxSamples: 240 });
    fill(store, 1000, 1);
    const [series] = all(store, named('a'));
    expect(series && Array.from(series.times).at(-1)).toBe(999_000);
    expect(store.stats.samples).toBeLessThanOrEqual(240);
    expect(store.stats.displacedSamples + store.stats.samples).toBe(1000);
  });

  it('of samples refuses a series that has no older ones to give', () => {
    const store = new SeriesStore({ maxSamples: 240 });
    fill(store, 121, 2);
    expect(store.stats).toMatchObject({ samples: 240, refusedSamples: 2 });
  });

  it('of bytes is never passed, whatever comes', () => {
    const store = new SeriesStore({ maxBytes: 100_000 });
    fill(store, 500, 200);
    expect(store.stats.bytes).toBeLessThanOrEqual(100_000);
    expect(store.stats.series).toBeGreaterThan(10);
    expect(store.stats.refusedNewSeries).toBeGreaterThan(0);
  });
});

describe('names that collide in careless keys', () => {
  it.each<[Labels, Labels]>([
    [
      { __name__: 'a', b: 'c\u0001d' },
      { __name__: 'a', b: 'c', d: '' },
    ],
    [
      { a: '1', b: '2' },
      { a: '1\u00011\u00012', b: '' },
    ],
  ])('%j and %j are two series', (one, other) => {
    const store = new SeriesStore();
    store.append(one, 1000, 1);
    store.append(other, 1000, 2);
    expect(store.stats.series).toBe(2);
  });
});
