import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evaluateInstant, evaluateRange } from './evaluate/evaluate.js';
import { parse } from './parse/parse.js';
import { STALE, type Series } from './series.js';
import { answerOf, differenceOf } from './testing/answers.js';
import { startExpositionServer, type ExpositionServer } from './testing/exposition-server.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startPrometheus, type RealPrometheus } from './testing/prometheus.js';
import { Random, seedOf } from './testing/random.js';
import { sourceOf } from './testing/source.js';
import { withMarks } from './testing/staleness.js';

const prometheus = findProgram('prometheus');
const promtool = findProgram('promtool');
const describeCompared = prometheus === undefined || promtool === undefined ? describe.skip : describe;

const SCRAPES = 40;

/** What the target tells at its nth scrape; undefined where it fails. */
const expositionAt = (scrape: number): string | undefined => {
  if (scrape >= 20 && scrape < 25) return undefined;
  const lines = [
    `steady_total{part="a"} ${scrape < 30 ? scrape * 7 : scrape - 30}`,
    `wandering{part="a"} ${Math.sin(scrape) * 10}`,
    'never_a_number NaN',
    ...(scrape % 6 < 3 ? [`flapping{kind="x"} ${scrape}`] : []),
    ...(scrape % 5 < 4 ? [`flapping{kind="y"} ${-scrape}`] : []),
    ...(scrape < 12 ? ['vanishing 1'] : []),
  ];
  return `${lines.join('\n')}\n`;
};

const QUERIES = [
  'steady_total',
  'flapping',
  'flapping offset 250ms',
  'vanishing',
  'never_a_number',
  'up',
  '{job="changing"}',
  'count(flapping)',
  'sum by (kind) (flapping) + on () group_left () steady_total',
  'flapping and on () vanishing',
  'absent(vanishing)',
  'absent_over_time(vanishing[500ms])',
  'timestamp(vanishing)',
  'rate(steady_total[2s])',
  'increase(steady_total[1s500ms])',
  'count_over_time(flapping[1s])',
  'last_over_time(flapping[1s])',
  'present_over_time(vanishing[2s] offset 300ms)',
  'changes(never_a_number[1s])',
  'deriv(wandering[1s])',
  'sum_over_time(flapping[1s:100ms])',
  'max_over_time(wandering[1s:])',
  'vanishing or on () wandering',
];

describeCompared('beside a real Prometheus that scrapes what comes and goes', () => {
  const random = new Random(seedOf(1));
  let target: ExpositionServer;
  let real: RealPrometheus;
  let series: Series[] = [];
  let scrapeTimes: number[] = [];

  beforeAll(async () => {
    target = await startExpositionServer();
    const scraped = new Promise<void>((resolve) => {
      let scrape = 0;
      target.exposition = (_request, response) => {
        const text = expositionAt(scrape);
        scrape += 1;
        if (scrape === SCRAPES) resolve();
        response.writeHead(text === undefined ? 500 : 200, { 'content-type': 'text/plain; version=0.0.4' }).end(text);
      };
    });
    const config = {
      global: { scrape_interval: '150ms', scrape_timeout: '150ms' },
      scrape_configs: [{ job_name: 'changing', static_configs: [{ targets: [new URL(target.url).host] }] }],
    };
    // YAML holds all JSON.
    real = await startPrometheus(
      { prometheus: prometheus ?? '', promtool: promtool ?? '' },
      [],
      JSON.stringify(config),
    );
    await scraped;
    const raw = await real.instant('{job="changing"}[5m]', Date.now());
    if ('error' in raw) throw new Error(raw.error);
    series = withMarks(raw.data);
    scrapeTimes = Array.from(series.find(({ labels }) => labels.__name__ === 'up')?.times ?? []);
  }, 60_000);

  afterAll(async () => {
    await real.stop();
    await target.close();
  });

  test('series of every kind came and went', () => {
    const marksOf = (name: string): number =>
      series
        .filter(({ labels }) => labels.__name__ === name)
        .reduce((count, { values }) => count + Array.from(values).filter((value) => value === STALE).length, 0);

    expect(scrapeTimes.length).toBeGreaterThanOrEqual(SCRAPES - 1);
    expect(marksOf('vanishing')).toBeGreaterThanOrEqual(1);
    expect(marksOf('flapping')).toBeGreaterThanOrEqual(10);
    expect(marksOf('steady_total')).toBeGreaterThanOrEqual(1);
  });

  test.each(QUERIES)('%s is answered alike at every moment', async (query) => {
    const source = sourceOf(series);
    const [first = 0, last = 0] = [scrapeTimes[0], scrapeTimes.at(-1)];
    const range = { startMs: first - 500, endMs: last, stepMs: 70 };
    // At a scrape, just before it and somewhere in between.
    const moments = Array.from({ length: 4 }, () => random.pick(scrapeTimes)).flatMap((time) => [time, time - 1]);
    const found: string[] = [];
    for (const timeMs of [...moments, random.whole(first, last)]) {
      const ours = answerOf(() => evaluateInstant(parse(query), source, timeMs));
      const difference = differenceOf(ours, await real.instant(query, timeMs));
      if (difference !== undefined) found.push(`at ${timeMs - first}: ${difference}`);
    }
    const ours = answerOf(() => evaluateRange(parse(query), source, range));
    const difference = differenceOf(ours, await real.range(query, range));
    if (difference !== undefined) found.push(`over the range: ${difference}`);
    expect(found).toEqual([]);
  });
});
