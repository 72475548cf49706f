import type { Binary } from '../parse/ast.js';
import { isSetOperator } from '../parse/operations.js';
import { at, type Evaluation } from './evaluation.js';
import { join } from './join.js';
import { nameless } from './labels.js';
import { dropsName, operate } from './operators.js';
import { ABSENT, hasValues, unite, type Row } from './rows.js';
import { combineSets } from './set-operators.js';

/** A vector and a number: a comparison keeps the vector's value, on whichever side it stands. */
const withScalar = (binary: Binary, evaluation: Evaluation): Row[] => {
  const { operator, returnBool, left, right, leftType } = binary;
  const scalarIsLeft = leftType === 'scalar';
  const apply = operate(operator, returnBool, scalarIsLeft ? 'right' : 'left');
  const numbers = evaluation.scalar(scalarIsLeft ? left : right, evaluation);
  const rows = evaluation.vector(scalarIsLeft ? right : left, evaluation);
  evaluation.budget.spendPoints(rows.length * numbers.length);
  const results = rows.map(({ labels, values }) => ({
    labels: dropsName(operator, returnBool) ? nameless(labels) : labels,
    values: values.map((value, step) => {
      if (value === ABSENT) return ABSENT;
      return scalarIsLeft ? apply(at(numbers, step), value) : apply(value, at(numbers, step));
    }),
  }));
  return unite(results.filter(hasValues));
};

/** What an operation makes of two operands, at least one of them a vector. */
export const operateOnVectors = (binary: Binary, evaluation: Evaluation): Row[] => {
  if (binary.leftType === 'scalar' || binary.rightType === 'scalar') return withScalar(binary, evaluation);
  return isSetOperator(binary.operator) ? combineSets(binary, evaluation) : join(binary, evaluation);
};

/** What an operation makes of two numbers. */
export const operateOnScalars = (binary: Binary, evaluation: Evaluation): Float64Array => {
  const apply = operate(binary.operator, binary.returnBool);
  const right = evaluation.scalar(binary.right, evaluation);
  return evaluation.scalar(binary.left, evaluation).map((value, step) => apply(value, at(right, step)));
};
