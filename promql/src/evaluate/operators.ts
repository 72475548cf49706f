import type { ArithmeticOperator, BinaryOperator, ComparisonOperator } from '../parse/ast.js';
import { ABSENT } from './rows.js';

// Go holds 1 ^ NaN and (-1) ^ Inf to be 1, JavaScript NaN.
const power = (base: number, exponent: number): number =>
  base === 1 || (base === -1 && Math.abs(exponent) === Infinity) ? 1 : base ** exponent;

const ARITHMETIC: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': power,
};

const COMPARISONS: Readonly<Record<ComparisonOperator, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
};

const isArithmetic = (operator: BinaryOperator): operator is ArithmeticOperator => Object.hasOwn(ARITHMETIC, operator);
const compares = (operator: BinaryOperator): operator is ComparisonOperator => Object.hasOwn(COMPARISONS, operator);

/**
 * What an operator makes of two values. A comparison keeps the value that `kept` names or gives {@link ABSENT}; with
 * `bool` it gives 1 or 0.
 */
export const operate = (
  operator: BinaryOperator,
  returnBool: boolean,
  kept: 'left' | 'right' = 'left',
): ((left: number, right: number) => number) => {
  if (isArithmetic(operator)) return ARITHMETIC[operator];
  if (!compares(operator)) throw new Error(`${operator} is about series, not values`);
  const holds = COMPARISONS[operator];
  if (returnBool) return (left, right) => (holds(left, right) ? 1 : 0);
  if (kept === 'left') return (left, right) => (holds(left, right) ? left : ABSENT);
  return (left, right) => (holds(left, right) ? right : ABSENT);
};

/** Whether what comes out is no longer what the metric's name says. */
export const dropsName = (operator: BinaryOperator, returnBool: boolean): boolean =>
  returnBool || isArithmetic(operator);
