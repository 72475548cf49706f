import { PromqlError } from '../errors.js';
import type { Expression } from '../parse/ast.js';
import { TYPE_NAMES, typeOf } from '../parse/types.js';
import type { QueryResult } from '../result.js';
import type { Series, SeriesSource } from '../series.js';
import { Budget, DEFAULT_BOUNDS, type Bounds } from './budget.js';
import type { Evaluation, Steps } from './evaluation.js';
import { scalarOf, vectorOf } from './expression.js';
import { ABSENT, hasValues, type Row } from './rows.js';
import { rangesOf } from './windows.js';

/** How to evaluate; all may be left out. */
export interface EvaluateOptions extends Partial<Bounds> {
  /** How long a sample counts as a series' value: 5 minutes. */
  readonly lookbackMs?: number;
  /** The step of subqueries that name none: 1 minute. */
  readonly subqueryStepMs?: number;
  /** Whether a window holds a sample at its very start: true, as until Prometheus 2; from Prometheus 3 it does not. */
  readonly closedWindows?: boolean;
}

/** The moments of a range query, milliseconds since 1970; `stepMs` apart, from `startMs` and not beyond `endMs`. */
export interface EvaluateRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** As many steps as Prometheus allows. */
const MAX_STEPS = 11_000;

const evaluationOf = (source: SeriesSource, steps: Steps, options: EvaluateOptions): Evaluation => {
  const { lookbackMs = 300_000, subqueryStepMs = 60_000, closedWindows = true } = options;
  const budget = new Budget({ ...DEFAULT_BOUNDS, ...options });
  const closedByMs = closedWindows ? 1 : 0;
  return { source, steps, budget, lookbackMs, subqueryStepMs, closedByMs, vector: vectorOf, scalar: scalarOf };
};

/**
 * What a query gives at one moment: a vector, a scalar, a string, or for a range selector or a subquery a matrix. Of
 * `sort`, `topk` and `bottomk` the samples are in order.
 * @throws PromqlError `query_failed`, `query_too_large` or `query_timeout`
 * @example evaluateInstant(parse('sum(up)'), store, Date.now())
 */
export const evaluateInstant = (
  expression: Expression,
  source: SeriesSource,
  timeMs: number,
  options: EvaluateOptions = {},
): QueryResult => {
  const evaluation = evaluationOf(source, { startMs: timeMs, stepMs: 1, count: 1 }, options);
  if (expression.kind === 'string') return { type: 'string', timeMs, value: expression.value };
  if (expression.kind === 'range' || expression.kind === 'subquery') {
    const { series } = rangesOf(expression, evaluation);
    return { type: 'matrix', series: series.filter(({ times }) => times.length > 0) };
  }
  if (typeOf(expression) === 'scalar')
    return { type: 'scalar', timeMs, value: scalarOf(expression, evaluation)[0] ?? NaN };
  const rows = vectorOf(expression, evaluation).filter(hasValues);
  return { type: 'vector', timeMs, samples: rows.map(({ labels, values }) => ({ labels, value: values[0] ?? NaN })) };
};

const stepsOf = ({ startMs, endMs, stepMs }: EvaluateRange): Steps => {
  if (!(stepMs > 0))
    throw new PromqlError('query_malformed', 'zero or negative query resolution step widths are not accepted');
  if (!(endMs >= startMs)) throw new PromqlError('query_malformed', 'end timestamp must not be before start time');
  const count = Math.floor((endMs - startMs) / stepMs) + 1;
  if (count - 1 > MAX_STEPS)
    throw new PromqlError(
      'query_too_large',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  return { startMs, stepMs, count };
};

const seriesOf = ({ labels, values }: Row, { startMs, stepMs, count }: Steps): Series => {
  const times = new Float64Array(count);
  const present = new Float64Array(count);
  let next = 0;
  for (let step = 0; step < count; step += 1) {
    const value = values[step] ?? ABSENT;
    if (value === ABSENT) continue;
    times[next] = startMs + step * stepMs;
    present[next] = value;
    next += 1;
  }
  return { labels, times: times.subarray(0, next), values: present.subarray(0, next) };
};

/**
 * What a query gives at each step of a range: always a matrix, a scalar's series without labels.
 * @throws PromqlError `query_malformed` for a range that is none or an expression of strings or ranges, `query_failed`,
 *   `query_too_large` for more than 11,000 steps or too many samples, or `query_timeout`
 */
export const evaluateRange = (
  expression: Expression,
  source: SeriesSource,
  range: EvaluateRange,
  options: EvaluateOptions = {},
): QueryResult & { type: 'matrix' } => {
  const type = typeOf(expression);
  if (type === 'matrix' || type === 'string')
    throw new PromqlError(
      'query_malformed',
      `invalid expression type "${TYPE_NAMES[type]}" for range query, must be Scalar or instant Vector`,
    );
  const steps = stepsOf(range);
  const evaluation = evaluationOf(source, steps, options);
  const rows =
    type === 'scalar' ? [{ labels: {}, values: scalarOf(expression, evaluation) }] : vectorOf(expression, evaluation);
  return { type: 'matrix', series: rows.filter(hasValues).map((row) => seriesOf(row, steps)) };
};
