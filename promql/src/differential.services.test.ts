import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evaluateInstant, evaluateRange, type EvaluateRange } from './evaluate/evaluate.js';
import { parse } from './parse/parse.js';
import type { Series, SeriesSource } from './series.js';
import { answerOf, differenceOf } from './testing/answers.js';
import { vector } from './testing/generated-queries.js';
import { findProgram } from './testing/program.js';
import { startPrometheus, type RealPrometheus } from './testing/prometheus.js';
import { Random, seedOf } from './testing/random.js';
import { BEGIN_MS, counter, gauge, histogram, info, LENGTH_MS, state } from './testing/generated-series.js';
import { sourceOf } from './testing/source.js';

const prometheus = findProgram('prometheus');
const promtool = findProgram('promtool');
const describeCompared = prometheus === undefined || promtool === undefined ? describe.skip : describe;

const QUERIES = 400;

/** Series of every kind, two jobs of three instances. */
const generatedSeries = (random: Random): Series[] =>
  ['x', 'y'].flatMap((job) =>
    ['i1', 'i2', 'i3'].flatMap((instance) => [
      info({ __name__: 'build_info', job, instance, version: random.pick(['1.0', '1.1']) }, random),
      state({ __name__: 'state', job, instance }, random),
      ...['r1', 'r2', ''].map((room) =>
        gauge({ __name__: 'temperature', job, instance, ...(room !== '' && { room }) }, random),
      ),
      ...['/a', '/b'].flatMap((route) => [
        ...histogram('latency_seconds', { job, instance, route }, ['0.1', '0.5', '2'], random),
        ...['200', '404', '500'].map((code) =>
          counter({ __name__: 'requests_total', job, instance, route, code }, random),
        ),
      ]),
    ]),
  );

const times = (random: Random): { instants: number[]; range: EvaluateRange } => {
  const moment = (): number => BEGIN_MS + random.whole(-300_000, LENGTH_MS + 600_000);
  const startMs = moment();
  const stepMs = random.pick([1_000, 15_000, 60_000, 137_000]);
  return {
    instants: [moment(), moment()],
    range: { startMs, endMs: startMs + random.whole(0, 60) * stepMs + 1, stepMs },
  };
};

/** In what a query's answers differ, at two moments and over a range. */
const differences = async (
  query: string,
  random: Random,
  source: SeriesSource,
  real: RealPrometheus,
): Promise<string[]> => {
  const { instants, range } = times(random);
  const found: string[] = [];
  for (const timeMs of instants) {
    const ours = answerOf(() => evaluateInstant(parse(query), source, timeMs));
    const difference = differenceOf(ours, await real.instant(query, timeMs));
    if (difference !== undefined) found.push(`${query} at ${timeMs}: ${difference}`);
  }
  const ours = answerOf(() => evaluateRange(parse(query), source, range));
  const difference = differenceOf(ours, await real.range(query, range));
  if (difference !== undefined) found.push(`${query} over ${JSON.stringify(range)}: ${difference}`);
  return found;
};

describeCompared('beside a real Prometheus with the same samples', () => {
  const seed = seedOf(1);
  const random = new Random(seed);
  const series = generatedSeries(random);
  let real: RealPrometheus;

  beforeAll(async () => {
    real = await startPrometheus({ prometheus: prometheus ?? '', promtool: promtool ?? '' }, series);
  });

  afterAll(async () => {
    await real.stop();
  });

  test(`${QUERIES} generated queries are answered alike (seed ${seed})`, async () => {
    const source = sourceOf(series);
    const found: string[] = [];
    for (let index = 0; index < QUERIES; index += 1)
      found.push(...(await differences(vector(random, 3), random, source, real)));
    expect(found).toEqual([]);
  });
});
