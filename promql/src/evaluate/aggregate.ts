import { quantileOf } from '../functions/quantile.js';
import type { AggregationName } from '../functions/aggregations.js';
import type { Aggregation } from '../parse/ast.js';
import type { Labels } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import type { Evaluation } from './evaluation.js';
import { only, without } from './labels.js';
import { rank } from './rank.js';
import { ABSENT, absentValues, hasValues, type Row } from './rows.js';

/** How two values become one; the first value of a step stays as it is. */
const FOLDS: Partial<Record<AggregationName, (sofar: number, value: number) => number>> = {
  sum: (sofar, value) => sofar + value,
  // NaN loses against every number.
  max: (sofar, value) => (value > sofar || Number.isNaN(sofar) ? value : sofar),
  min: (sofar, value) => (value < sofar || Number.isNaN(sofar) ? value : sofar),
};

const folded = (rows: readonly Row[], count: number, fold: (sofar: number, value: number) => number): Float64Array => {
  const result = absentValues(count);
  for (const { values } of rows)
    for (const [step, value] of values.entries()) {
      if (value === ABSENT) continue;
      const sofar = result[step] ?? ABSENT;
      result[step] = sofar === ABSENT ? value : fold(sofar, value);
    }
  return result;
};

const counted = (rows: readonly Row[], count: number): Float64Array => {
  const ones = rows.map(({ labels, values }) => ({
    labels,
    values: values.map((value) => (value === ABSENT ? ABSENT : 1)),
  }));
  return folded(ones, count, (sofar, value) => sofar + value);
};

const quantiles = (rows: readonly Row[], shares: Float64Array): Float64Array => {
  const atStep = new Float64Array(rows.length);
  return shares.map((share, step) => {
    let count = 0;
    for (const { values } of rows) {
      const value = values[step] ?? ABSENT;
      if (value !== ABSENT) atStep[count++] = value;
    }
    return count === 0 ? ABSENT : quantileOf(share, atStep.subarray(0, count));
  });
};

const averaged = (rows: readonly Row[], count: number): Float64Array => {
  const sums = folded(rows, count, (sofar, value) => sofar + value);
  const counts = counted(rows, count);
  return sums.map((sum, step) => (sum === ABSENT ? ABSENT : sum / (counts[step] ?? NaN)));
};

const aggregated = (
  operator: AggregationName,
  rows: readonly Row[],
  count: number,
  parameter: Float64Array,
): Float64Array => {
  const fold = FOLDS[operator];
  if (fold !== undefined) return folded(rows, count, fold);
  if (operator === 'avg') return averaged(rows, count);
  if (operator === 'quantile') return quantiles(rows, parameter);
  const counts = counted(rows, count);
  return operator === 'count' ? counts : counts.map((value) => (value === ABSENT ? ABSENT : 1));
};

interface Group {
  readonly labels: Labels;
  readonly rows: Row[];
}

const groupsOf = (rows: readonly Row[], { grouping, without: drops }: Aggregation): Group[] => {
  const names = new Set(drops ? [...grouping, '__name__'] : grouping);
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const labels = drops ? without(row.labels, names) : only(row.labels, names);
    const key = seriesKey(labels);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { labels, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
};

/** What an aggregation makes of its rows. */
export const aggregate = (aggregation: Aggregation, evaluation: Evaluation): Row[] => {
  const { operator, of, parameter } = aggregation;
  const { count } = evaluation.steps;
  const rows = evaluation.vector(of, evaluation).filter(hasValues);
  const numbers = parameter === undefined ? new Float64Array() : evaluation.scalar(parameter, evaluation);
  evaluation.budget.spend(rows.length * count);
  const groups = groupsOf(rows, aggregation);
  if (operator === 'topk' || operator === 'bottomk')
    return groups.flatMap((group) => rank(group.rows, operator === 'topk', numbers));
  return groups.map((group) => ({ labels: group.labels, values: aggregated(operator, group.rows, count, numbers) }));
};
