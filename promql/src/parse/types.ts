import { SIGNATURES, type ValueType } from '../functions/signatures.js';
import type { Expression } from './ast.js';

/** The type of what an expression gives. */
export const typeOf = (expression: Expression): ValueType => {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'range':
    case 'subquery':
      return 'matrix';
    case 'call':
      return SIGNATURES[expression.name].returns;
    case 'negation':
      return typeOf(expression.of);
    case 'binary':
      return expression.leftType === 'scalar' && expression.rightType === 'scalar' ? 'scalar' : 'vector';
    case 'selector':
    case 'aggregation':
      return 'vector';
  }
};

/** How Prometheus calls the types in its messages. */
export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};
