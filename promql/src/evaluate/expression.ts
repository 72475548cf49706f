import type { Expression } from '../parse/ast.js';
import { typeOf } from '../parse/types.js';
import { aggregate } from './aggregate.js';
import { operateOnScalars, operateOnVectors } from './binary.js';
import { callScalar, callVector } from './calls.js';
import type { Evaluation } from './evaluation.js';
import { nameless } from './labels.js';
import { ABSENT, distinct, type Row } from './rows.js';
import { selectRows } from './selection.js';

const mistyped = (expression: Expression): Error => new Error(`${expression.kind} of type ${typeOf(expression)}`);

const negated = (rows: readonly Row[]): Row[] =>
  distinct(
    rows.map(({ labels, values }) => ({
      labels: nameless(labels),
      values: values.map((value) => (value === ABSENT ? ABSENT : -value)),
    })),
  );

/** The rows of an expression of the type vector. */
export const vectorOf = (expression: Expression, evaluation: Evaluation): Row[] => {
  switch (expression.kind) {
    case 'selector':
      return selectRows(expression, evaluation);
    case 'call':
      return callVector(expression, evaluation);
    case 'aggregation':
      return aggregate(expression, evaluation);
    case 'binary':
      return operateOnVectors(expression, evaluation);
    case 'negation':
      return negated(vectorOf(expression.of, evaluation));
    default:
      throw mistyped(expression);
  }
};

/** The numbers of an expression of the type scalar, one a step. */
export const scalarOf = (expression: Expression, evaluation: Evaluation): Float64Array => {
  switch (expression.kind) {
    case 'number':
      return new Float64Array(evaluation.steps.count).fill(expression.value);
    case 'call':
      return callScalar(expression, evaluation);
    case 'binary':
      return operateOnScalars(expression, evaluation);
    case 'negation':
      return scalarOf(expression.of, evaluation).map((value) => -value);
    default:
      throw mistyped(expression);
  }
};
