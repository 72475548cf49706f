import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { PrometheusAnswer, PrometheusServer } from '../../testing/servers/prometheus.js';

const numberSchema = z.tuple([z.number(), z.string()]);

/** Series over a range, or at a moment. */
const resultSchema = z.object({
  result: z.array(z.object({ values: z.array(numberSchema).optional(), value: numberSchema.optional() })),
});

/** What Prometheus made of a query. */
export interface Answer {
  /** Series with at least one number. */
  readonly series: number;
  readonly hasInfinite: boolean;
  /** The greatest number of all; -Infinity where there is none. */
  readonly greatest: number;
  readonly warnings: readonly string[];
}

/** A range of time, seconds since 1970. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

const STEP = '1s';

/** Asks for all values of a range, as a graph does. @throws {Error} with Prometheus' words, where it refuses */
export const askOver = async (prometheus: PrometheusServer, query: string, range: TimeRange): Promise<Answer> =>
  answerOf(await prometheus.ask('query_range', { query, ...texts(range), step: STEP }));

/** Asks for the values at the end of a range, as a single number does. @throws {Error} as `askOver` */
export const askAtEnd = async (prometheus: PrometheusServer, query: string, range: TimeRange): Promise<Answer> =>
  answerOf(await prometheus.ask('query', { query, time: texts(range).end }));

const ASK_AGAIN_MS = 100;

/** Resolves once the query has an answer. Rejects with the reason of the signal. */
export const answered = async (prometheus: PrometheusServer, query: string, signal: AbortSignal): Promise<void> => {
  const now = (): TimeRange => ({ start: 0, end: Date.now() / 1000 });
  while ((await askAtEnd(prometheus, query, now())).series === 0) await pause(ASK_AGAIN_MS, undefined, { signal });
};

/** A range as parameters of a question. */
export const texts = ({ start, end }: TimeRange): { start: string; end: string } => ({
  start: start.toFixed(3),
  end: end.toFixed(3),
});

const answerOf = ({ data, warnings }: PrometheusAnswer): Answer => {
  const { result } = resultSchema.parse(data);
  // NaN is drawn as nothing.
  const numbers = result.map(({ values = [], value }) =>
    [...values, ...(value ? [value] : [])].map(([, text]) => text).filter((text) => text !== 'NaN'),
  );
  return {
    series: numbers.filter((some) => some.length > 0).length,
    greatest: Math.max(...numbers.flat().map(Number)),
    hasInfinite: numbers.flat().some((text) => text.endsWith('Inf')),
    warnings,
  };
};
