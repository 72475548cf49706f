import { describe, expect, it } from '@jest/globals';
import type { Objective } from '../../../objectives/objective';
import { objectiveOf } from '../../../testing/objective';
import { sentence } from './sentence';
import type { Surroundings } from './types';

const scraped: Surroundings = { targetsUp: 1 };

const said = (objectives: readonly Objective[], surroundings = scraped): string => {
  const { lead, rest } = sentence(objectives, surroundings);
  return [lead, ...rest].map((pieces) => pieces.map(({ text }) => text).join('')).join(' ');
};

const named = (...states: [string, Partial<Objective>][]): Objective[] =>
  states.map(([title, different]) =>
    objectiveOf({ id: title.toLowerCase().replaceAll(' ', '-'), title, ...different }),
  );

describe('when all is well', () => {
  it('says how many promises are kept, and over which window', () => {
    expect(said(named(['A', {}], ['B', {}]))).toBe('All 2 promises are kept. Judged over 28 days.');
  });

  it('says so of one promise', () => {
    expect(said([objectiveOf()])).toBe('The one promise is kept. Judged over 28 days.');
  });

  it('tells the shortest and the longest of several windows', () => {
    const objectives = named(['A', { window: '6h' }], ['B', { window: '28d' }], ['C', { window: '1h' }]);
    expect(said(objectives)).toBe('All 3 promises are kept. Each is judged over its own window, 1 hour to 28 days.');
  });

  it('says how many are not judged, and why', () => {
    const objectives = named(
      ['A', {}],
      ['B', {}],
      ['C', { state: 'waiting' }],
      ['D', { state: 'elsewhere' }],
      ['E', { state: 'elsewhere' }],
    );
    expect(said(objectives)).toBe(
      'All 2 promises that can be judged are kept. Judged over 28 days. ' +
        '1 is not judged yet: too few events, or too little time. 2 are measured elsewhere, by builds and load runs.',
    );
    expect(sentence(objectives, scraped).state).toBe('kept');
  });
});

describe('when a budget burns', () => {
  const burning = { state: 'burning', burnRate: 14.4, exhaustionSeconds: 7_800, budgetLeft: 0.4 } as const;

  it('says how fast, and when it is gone', () => {
    expect(said(named(['API availability', burning]))).toBe(
      'API availability burns its budget 14 times too fast; at this pace it is gone in 2 hr 10 min.',
    );
  });

  it('leads to the objective', () => {
    expect(sentence(named(['API availability', burning]), scraped).lead[0]).toEqual({
      text: 'API availability',
      objective: 'api-availability',
    });
  });

  it.each([
    [1.04, '1.04'],
    [2.25, '2.3'],
    [9.96, '10'],
    [1000, '1,000'],
  ])('says %d as %s', (burnRate, text) => {
    expect(said(named(['A', { ...burning, burnRate }]))).toContain(`burns its budget ${text} times too fast`);
  });

  it('tells no time where none is known', () => {
    expect(said(named(['A', { state: 'burning', burnRate: 3 }]))).toBe('A burns its budget 3 times too fast.');
  });

  it('tells the fastest, names the others, and counts those that are kept', () => {
    const objectives = named(
      ['Slow', { ...burning, burnRate: 2 }],
      ['Fast', burning],
      ['Kept', {}],
      ['Early', { state: 'waiting' }],
    );
    expect(said(objectives)).toBe(
      'Fast burns its budget 14 times too fast; at this pace it is gone in 2 hr 10 min. Burning: Slow. ' +
        '1 promise is kept. 1 is not judged yet: too few events, or too little time.',
    );
  });
});

describe('when a promise is broken', () => {
  const broken = { state: 'broken', value: 0.0041, burnRate: 0.5, budgetLeft: -3.1 } as const;

  it.each<[string, Partial<Objective>, string]>([
    ['and no longer burns', {}, '0.41%, promised is ≤ 0.1 %; in the last hour it was kept.'],
    [
      'and still burns',
      { burnRate: 4.1 },
      '0.41%, promised is ≤ 0.1 %; the last hour used its budget up 4.1 times too fast.',
    ],
  ])('%s, says what was measured and what was promised', (_, different, text) => {
    expect(said(named(['Error rate', { ...broken, ...different }]))).toBe(`Error rate is broken: ${text}`);
  });

  it('says growth by the hour where there is no budget', () => {
    const growth = { state: 'broken', kind: 'growth', unit: 'bytes', value: 104_857_600, target: '≤ 50 MB/h' } as const;
    expect(said(named(['Heap growth', growth]))).toBe(
      'Heap growth is broken: 100 MiB per hour, promised is ≤ 50 MB/h.',
    );
  });

  it('comes before burning and silent ones, and names three of each', () => {
    const objectives = named(
      ['Quiet', { state: 'silent' }],
      ['Hot', { state: 'burning', burnRate: 100 }],
      ['Worst', { ...broken, burnRate: 9 }],
      ...['B', 'C', 'D', 'E', 'F'].map((title): [string, Partial<Objective>] => [title, broken]),
    );
    expect(said(objectives)).toBe(
      'Worst is broken: 0.41%, promised is ≤ 0.1 %; the last hour used its budget up 9 times too fast. ' +
        'Broken too: B, C, D and 2 more. Burning: Hot. Nothing is measured of: Quiet.',
    );
    expect(sentence(objectives, scraped).state).toBe('broken');
  });
});

describe('when something is not known', () => {
  it('says that silence of one promise is not health', () => {
    expect(said(named(['Availability', { state: 'silent' }], ['B', {}], ['C', {}]))).toBe(
      'Whether Availability is kept is unknown: nothing is measured. 2 promises are kept.',
    );
  });

  it.each<[string, Surroundings, RegExp]>([
    ['is not scraped', { targetsUp: undefined }, /^Whether the promises.* unknown.* of 2\. Prometheus does not scrape/],
    ['is down', { targetsUp: 0 }, /Nothing of the service answers Prometheus/],
    ['exposes other metrics', { targetsUp: 2 }, /answers Prometheus, without the metrics/],
  ])('says that the service %s', (_, surroundings, text) => {
    const objectives = named(['A', { state: 'silent' }], ['B', { state: 'silent' }], ['C', { state: 'elsewhere' }]);
    expect(said(objectives, surroundings)).toMatch(text);
  });

  it('says what to do where Prometheus knows no promise', () => {
    expect(said([])).toBe(
      'Whether the promises are kept is unknown: Prometheus knows none of them. It does scrape the service. ' +
        'Load the recording rules that are made from the objectives, provisioning/prometheus/rules, or choose another data source.',
    );
    expect(said([], { targetsUp: undefined })).toContain('It does not scrape the service either');
    expect(sentence([], scraped).state).toBe('silent');
  });

  it('says that it is too early where nothing has enough data', () => {
    const objectives = named(['A', { state: 'waiting' }], ['B', { state: 'waiting' }]);
    expect(said(objectives)).toBe(
      'No promise can be judged yet. 2 are not judged yet: too few events, or too little time.',
    );
    expect(sentence(objectives, scraped).state).toBe('waiting');
  });
});

it('keeps a title of markup as text, whatever is in it', () => {
  const title = '<img src=x onerror=alert(1)> {{rate}} $t(x)';
  const { lead } = sentence([objectiveOf({ title, state: 'burning', burnRate: 2 })], scraped);
  expect(lead[0]?.text).toBe(title);
  expect(lead.map(({ text }) => text).join('')).toBe(`${title} burns its budget 2 times too fast.`);
});
