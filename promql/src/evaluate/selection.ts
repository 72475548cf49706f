import type { VectorSelector } from '../parse/ast.js';
import { STALE, type Labels } from '../series.js';
import { endOf, type Evaluation } from './evaluation.js';
import { absentValues, type Row } from './rows.js';

/** A series' samples, oldest first, as functions of ranges look at them: without marks of staleness. */
export interface Samples {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

// Plain arrays are copied, so that what reads samples meets one kind of array alone: mixed kinds cost it half its speed.
const typed = (numbers: ArrayLike<number>): Float64Array =>
  numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);

/** The samples a selector needs at all steps at once, those within `reachMs` before each. */
function* select(selector: VectorSelector, reachMs: number, evaluation: Evaluation): Generator<Samples> {
  const { steps, closedByMs, budget, source } = evaluation;
  const from = steps.startMs - selector.offsetMs - reachMs - closedByMs;
  for (const { labels, times, values } of source.select(selector.matchers, from, endOf(steps) - selector.offsetMs)) {
    budget.spend(times.length);
    budget.spendPoints(steps.count);
    yield { labels, times: typed(times), values: typed(values) };
  }
}

const latest = (
  { times, values }: Samples,
  { steps, lookbackMs, closedByMs }: Evaluation,
  offsetMs: number,
  ofTime: boolean,
): Float64Array => {
  const found = absentValues(steps.count);
  let next = 0;
  for (let step = 0; step < steps.count; step += 1) {
    const time = steps.startMs + step * steps.stepMs - offsetMs;
    while (next < times.length && (times[next] ?? 0) <= time) next += 1;
    const sampleTime = times[next - 1] ?? -Infinity;
    const value = values[next - 1] ?? STALE;
    if (value !== STALE && sampleTime > time - lookbackMs - closedByMs)
      found[step] = ofTime ? sampleTime / 1_000 : value;
  }
  return found;
};

/** Each series' latest value at each step, or the time of it in seconds, unless it is gone or older than the lookback. */
export const selectRows = (selector: VectorSelector, evaluation: Evaluation, ofTime = false): Row[] => {
  const rows: Row[] = [];
  for (const samples of select(selector, evaluation.lookbackMs, evaluation)) {
    const values = latest(samples, evaluation, selector.offsetMs, ofTime);
    rows.push({ labels: samples.labels, values });
  }
  return rows;
};

const withoutStale = (samples: Samples): Samples => {
  const { labels, times, values } = samples;
  if (!values.includes(STALE)) return samples;
  return {
    labels,
    times: times.filter((_, index) => values[index] !== STALE),
    values: values.filter((value) => value !== STALE),
  };
};

/** The samples of a range selector's series, those of all windows together. */
export const selectSamples = (selector: VectorSelector, rangeMs: number, evaluation: Evaluation): Samples[] =>
  Array.from(select(selector, rangeMs, evaluation), withoutStale);
