import { absentLabels, absentRow } from '../functions/absent.js';
import { ELEMENTWISE } from '../functions/elementwise.js';
import { histogramQuantile } from '../functions/histogram.js';
import { labelReplace } from '../functions/label-replace.js';
import { OVER_TIME, quantileOverTime } from '../functions/over-time.js';
import type { FunctionName } from '../functions/signatures.js';
import type { Call, Expression, RangeSelector, Subquery } from '../parse/ast.js';
import type { Evaluation } from './evaluation.js';
import { nameless } from './labels.js';
import { sortedAt } from './rank.js';
import { ABSENT, hasValues, unite, type Row } from './rows.js';
import { selectRows } from './selection.js';
import { overRanges, presentInRanges, rangesOf } from './windows.js';

type ElementwiseName = keyof typeof ELEMENTWISE;
type OverTimeName = keyof typeof OVER_TIME;
/** The functions that are neither; each has its own way. */
type OtherName = Exclude<FunctionName, ElementwiseName | OverTimeName | 'scalar' | 'time'>;

const argument = (call: Call, index: number): Expression => {
  const expression = call.args[index];
  if (expression === undefined) throw new Error(`${call.name} was called with too few arguments`);
  return expression;
};

const rangeArgument = (call: Call, index: number): RangeSelector | Subquery => {
  const expression = argument(call, index);
  if (expression.kind === 'range' || expression.kind === 'subquery') return expression;
  throw new Error(`${call.name} was not called with a range`);
};

const text = (call: Call, index: number): string => {
  const expression = argument(call, index);
  if (expression.kind === 'string') return expression.value;
  throw new Error(`${call.name} was not called with a string`);
};

const rowsOf = (call: Call, index: number, evaluation: Evaluation): Row[] =>
  evaluation.vector(argument(call, index), evaluation).filter(hasValues);

const elementwise = (call: Call, name: ElementwiseName, evaluation: Evaluation): Row[] => {
  const [first, second] = call.args.slice(1).map((arg) => evaluation.scalar(arg, evaluation));
  const rows = rowsOf(call, 0, evaluation);
  evaluation.budget.spendPoints(rows.length * evaluation.steps.count);
  const results = rows.map(({ labels, values }) => ({
    labels: nameless(labels),
    values: values.map((value, step) =>
      value === ABSENT ? ABSENT : ELEMENTWISE[name](value, first?.[step], second?.[step]),
    ),
  }));
  return unite(results.filter(hasValues));
};

/** The time of a selector's samples; of anything else, the time at which it was evaluated. */
const timestamps = (call: Call, evaluation: Evaluation): Row[] => {
  const { startMs, stepMs } = evaluation.steps;
  const expression = argument(call, 0);
  const rows =
    expression.kind === 'selector'
      ? selectRows(expression, evaluation, true)
      : rowsOf(call, 0, evaluation).map(({ labels, values }) => ({
          labels,
          values: values.map((value, step) => (value === ABSENT ? ABSENT : (startMs + step * stepMs) / 1_000)),
        }));
  return unite(rows.filter(hasValues).map(({ labels, values }) => ({ labels: nameless(labels), values })));
};

const sorted = (call: Call, evaluation: Evaluation, descending: boolean): Row[] =>
  sortedAt(rowsOf(call, 0, evaluation), evaluation.steps.count - 1, descending);

const OTHERS: Readonly<Record<OtherName, (call: Call, evaluation: Evaluation) => Row[]>> = {
  absent: (call, evaluation) =>
    absentRow(absentLabels(argument(call, 0)), rowsOf(call, 0, evaluation), evaluation.steps.count),
  absent_over_time: (call, evaluation) => {
    const present = presentInRanges(rangesOf(rangeArgument(call, 0), evaluation), evaluation);
    return absentRow(absentLabels(argument(call, 0)), present, evaluation.steps.count);
  },
  histogram_quantile: (call, evaluation) =>
    unite(histogramQuantile(evaluation.scalar(argument(call, 0), evaluation), rowsOf(call, 1, evaluation))),
  label_replace: (call, evaluation) =>
    unite(labelReplace(rowsOf(call, 0, evaluation), text(call, 1), text(call, 2), text(call, 3), text(call, 4))),
  quantile_over_time: (call, evaluation) => {
    const shares = evaluation.scalar(argument(call, 0), evaluation);
    return overRanges(rangesOf(rangeArgument(call, 1), evaluation), quantileOverTime(shares), false, evaluation);
  },
  sort: (call, evaluation) => sorted(call, evaluation, false),
  sort_desc: (call, evaluation) => sorted(call, evaluation, true),
  timestamp: timestamps,
  vector: (call, evaluation) => [{ labels: {}, values: evaluation.scalar(argument(call, 0), evaluation) }],
};

const isElementwise = (name: FunctionName): name is ElementwiseName => Object.hasOwn(ELEMENTWISE, name);
const isOverTime = (name: FunctionName): name is OverTimeName => Object.hasOwn(OVER_TIME, name);
const isOther = (name: FunctionName): name is OtherName => Object.hasOwn(OTHERS, name);

/** What a function that gives a vector makes of its arguments. */
export const callVector = (call: Call, evaluation: Evaluation): Row[] => {
  const { name } = call;
  if (isElementwise(name)) return elementwise(call, name, evaluation);
  if (isOther(name)) return OTHERS[name](call, evaluation);
  if (!isOverTime(name)) throw new Error(`${name} gives no vector`);
  const ranges = rangesOf(rangeArgument(call, 0), evaluation);
  return overRanges(ranges, OVER_TIME[name], name === 'last_over_time', evaluation);
};

/** What a function that gives a scalar makes of its arguments: `time`, or the one value that a vector holds. */
export const callScalar = (call: Call, evaluation: Evaluation): Float64Array => {
  const { startMs, stepMs, count } = evaluation.steps;
  if (call.name === 'time') return Float64Array.from({ length: count }, (_, step) => (startMs + step * stepMs) / 1_000);
  const rows = rowsOf(call, 0, evaluation);
  return Float64Array.from({ length: count }, (_, step) => {
    const present = rows.filter(({ values }) => values[step] !== ABSENT);
    return present.length === 1 ? (present[0]?.values[step] ?? NaN) : NaN;
  });
};
