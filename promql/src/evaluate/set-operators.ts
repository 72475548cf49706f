import type { Binary } from '../parse/ast.js';
import type { Evaluation } from './evaluation.js';
import { byMatch } from './matching.js';
import { ABSENT, hasValues, unite, type Row } from './rows.js';

/** At which steps any of the rows is there. */
const presence = (rows: readonly Row[], count: number): Uint8Array => {
  const present = new Uint8Array(count);
  for (const { values } of rows) for (const [step, value] of values.entries()) if (value !== ABSENT) present[step] = 1;
  return present;
};

/** The rows of one side at the steps at which a match on the other side is there, or is not. */
const where = (
  rows: readonly Row[],
  others: readonly Row[],
  wanted: 0 | 1,
  { matching }: Binary,
  count: number,
): Row[] => {
  const groups = byMatch(others, matching);
  return [...byMatch(rows, matching)].flatMap(([key, group]) => {
    const present = presence(groups.get(key) ?? [], count);
    return group.map(({ labels, values }) => ({
      labels,
      values: values.map((value, step) => (present[step] === wanted ? value : ABSENT)),
    }));
  });
};

/** `and`, `or` and `unless`: step by step, the series of one side by whether the other has a match. */
export const combineSets = (binary: Binary, evaluation: Evaluation): Row[] => {
  const { count } = evaluation.steps;
  const left = evaluation.vector(binary.left, evaluation);
  const right = evaluation.vector(binary.right, evaluation);
  evaluation.budget.spend((left.length + right.length) * count);
  if (binary.operator === 'and') return where(left, right, 1, binary, count).filter(hasValues);
  if (binary.operator === 'unless') return where(left, right, 0, binary, count).filter(hasValues);
  return unite([...left, ...where(right, left, 0, binary, count)].filter(hasValues));
};
