import type { OverTime, Window } from '../functions/over-time.js';
import type { RangeSelector, Subquery } from '../parse/ast.js';
import { endOf, type Evaluation, type Steps } from './evaluation.js';
import { nameless } from './labels.js';
import { ABSENT, absentValues, distinct, hasValues, type Row } from './rows.js';
import { selectSamples, type Samples } from './selection.js';

/** A range's series, with what all its windows need. */
export interface Ranges {
  readonly series: readonly Samples[];
  readonly rangeMs: number;
  readonly offsetMs: number;
}

/** The steps that a subquery evaluates for all windows: multiples of its step, so that windows share them. */
const subquerySteps = ({ rangeMs, offsetMs, stepMs: ownStepMs }: Subquery, evaluation: Evaluation): Steps => {
  const { steps, closedByMs, subqueryStepMs, budget } = evaluation;
  const stepMs = ownStepMs ?? subqueryStepMs;
  const after = steps.startMs - offsetMs - rangeMs - closedByMs;
  const startMs = (Math.floor(after / stepMs) + 1) * stepMs;
  const count = Math.max(0, Math.floor((endOf(steps) - offsetMs - startMs) / stepMs) + 1);
  budget.spendPoints(count);
  return { startMs, stepMs, count };
};

const samplesOf = ({ labels, values }: Row, { startMs, stepMs }: Steps): Samples => {
  const times = Float64Array.from(values, (_, step) => startMs + step * stepMs);
  if (!values.includes(ABSENT)) return { labels, times, values };
  return {
    labels,
    times: times.filter((_, step) => values[step] !== ABSENT),
    values: values.filter((value) => value !== ABSENT),
  };
};

/** The series of a range selector or a subquery. */
export const rangesOf = (expression: RangeSelector | Subquery, evaluation: Evaluation): Ranges => {
  const { rangeMs } = expression;
  if (expression.kind === 'range') {
    const { selector } = expression;
    return { series: selectSamples(selector, rangeMs, evaluation), rangeMs, offsetMs: selector.offsetMs };
  }
  const steps = subquerySteps(expression, evaluation);
  const rows = evaluation.vector(expression.of, { ...evaluation, steps });
  const series = rows.filter(hasValues).map((row) => samplesOf(row, steps));
  return { series, rangeMs, offsetMs: expression.offsetMs };
};

const overWindows = (samples: Samples, ranges: Ranges, overTime: OverTime, evaluation: Evaluation): Float64Array => {
  const { steps, closedByMs, budget } = evaluation;
  const { times, values } = samples;
  const found = absentValues(steps.count);
  const judge = overTime(samples);
  const window: Window = { from: 0, to: 0, startMs: 0, endMs: 0, step: 0 };
  let looked = 0;
  for (let step = 0; step < steps.count; step += 1) {
    window.step = step;
    window.endMs = steps.startMs + step * steps.stepMs - ranges.offsetMs;
    window.startMs = window.endMs - ranges.rangeMs;
    while (window.to < times.length && (times[window.to] ?? 0) <= window.endMs) window.to += 1;
    const after = window.startMs - closedByMs;
    while (window.from < window.to && (times[window.from] ?? 0) <= after) window.from += 1;
    looked += window.to - window.from;
    if (window.to > window.from) found[step] = judge(window);
  }
  budget.spend(looked + values.length);
  return found;
};

/** What a function makes of each series' windows, the end of each at a step. */
export const overRanges = (ranges: Ranges, overTime: OverTime, keepsName: boolean, evaluation: Evaluation): Row[] =>
  distinct(
    ranges.series.map((samples) => ({
      labels: keepsName ? samples.labels : nameless(samples.labels),
      values: overWindows(samples, ranges, overTime, evaluation),
    })),
  );

/** For each series 1 at the steps whose windows hold a sample of it. */
export const presentInRanges = (ranges: Ranges, evaluation: Evaluation): Row[] =>
  ranges.series.map((samples) => ({
    labels: samples.labels,
    values: overWindows(samples, ranges, () => () => 1, evaluation),
  }));
