import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { evaluateInstant, evaluateRange, type EvaluateRange } from './evaluate/evaluate.js';
import { parse } from './parse/parse.js';
import type { Series, SeriesSource } from './series.js';
import { answerOf, differenceOf } from './testing/answers.js';
import { vector } from './testing/generated-queries.js';
import { BEGIN_MS, counter, gauge, histogram, info, LENGTH_MS, state } from './testing/generated-series.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startPrometheus, type RealPrometheus } from './testing/prometheus.js';
import { projectQueries } from './testing/queries.js';
import { Random, seedOf } from './testing/random.js';
import { seriesFor } from './testing/series-for.js';
import { sourceOf } from './testing/source.js';

const prometheus = findProgram('prometheus');
const promtool = findProgram('promtool');
const describeCompared = prometheus === undefined || promtool === undefined ? describe.skip : describe;

const GENERATED = 300;
const TIMEOUT_MS = 120_000;

/** Series of every kind, two jobs of three instances. */
const generatedSeries = (random: Random): Series[] =>
  ['x', 'y'].flatMap((job) =>
    ['i1', 'i2', 'i3'].flatMap((instance) => [
      info({ __name__: 'build_info', job, instance, version: random.pick(['1.0', '1.1']) }, random),
      state({ __name__: 'state', job, instance }, random),
      gauge({ __name__: 'temperature', job, instance }, random),
      ...['r1', 'r2'].map((room) => gauge({ __name__: 'temperature', job, instance, room }, random)),
      ...['/a', '/b'].flatMap((route) => [
        ...histogram('latency_seconds', { job, instance, route }, ['0.1', '0.5', '2'], random),
        ...['200', '404', '500'].map((code) =>
          counter({ __name__: 'requests_total', job, instance, route, code }, random),
        ),
      ]),
    ]),
  );

const moment = (random: Random): number => BEGIN_MS + random.whole(-300_000, LENGTH_MS + 600_000);

const rangeOf = (random: Random): EvaluateRange => {
  const startMs = moment(random);
  const stepMs = random.pick([1_000, 15_000, 60_000, 137_000]);
  return { startMs, endMs: startMs + random.whole(0, 60) * stepMs + 1, stepMs };
};

describeCompared('beside a real Prometheus with the same samples', () => {
  const seed = seedOf(1);
  const random = new Random(seed);
  const queries = projectQueries();
  const series = [...generatedSeries(random), ...seriesFor(queries.map(parse), random)];
  const source: SeriesSource = sourceOf(series);
  let real: RealPrometheus;
  /** How many of the range queries were answered with data: where most have none, nothing is compared. */
  let answered = 0;

  beforeAll(async () => {
    real = await startPrometheus({ prometheus: prometheus ?? '', promtool: promtool ?? '' }, series);
  }, TIMEOUT_MS);

  afterAll(async () => {
    await real.stop();
  });

  beforeEach(() => {
    answered = 0;
  });

  const differencesAt = async (query: string, timeMs: number): Promise<string[]> => {
    const ours = answerOf(() => evaluateInstant(parse(query), source, timeMs));
    const difference = differenceOf(ours, await real.instant(query, timeMs));
    return difference === undefined ? [] : [`${query} at ${timeMs}: ${difference}`];
  };

  const differencesOver = async (query: string, range: EvaluateRange): Promise<string[]> => {
    const ours = answerOf(() => evaluateRange(parse(query), source, range));
    if ('data' in ours && ours.data.result.length > 0) answered += 1;
    const difference = differenceOf(ours, await real.range(query, range));
    return difference === undefined ? [] : [`${query} over ${JSON.stringify(range)}: ${difference}`];
  };

  test(
    `${GENERATED} generated queries are answered alike at moments and over ranges (seed ${seed})`,
    async () => {
      const found: string[] = [];
      for (let index = 0; index < GENERATED; index += 1) {
        const query = vector(random, 3);
        found.push(...(await differencesAt(query, moment(random))), ...(await differencesAt(query, moment(random))));
        found.push(...(await differencesOver(query, rangeOf(random))));
      }
      expect(found).toEqual([]);
      expect(answered).toBeGreaterThan(GENERATED * 0.6);
    },
    TIMEOUT_MS,
  );

  test(
    `every query of a panel and of a rule is answered alike (seed ${seed})`,
    async () => {
      const found: string[] = [];
      for (const query of queries) {
        found.push(...(await differencesAt(query, BEGIN_MS + random.whole(LENGTH_MS / 2, LENGTH_MS))));
        found.push(...(await differencesOver(query, rangeOf(random))));
      }
      expect(found).toEqual([]);
      expect(answered).toBeGreaterThan(queries.length * 0.6);
    },
    TIMEOUT_MS,
  );
});
