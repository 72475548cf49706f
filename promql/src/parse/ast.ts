import type { AggregationName } from '../functions/aggregations.js';
import type { FunctionName } from '../functions/signatures.js';
import type { Matcher } from '../series.js';

/** A number as written. */
interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
}

/** A text, its escapes resolved. */
interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
}

/** `metric{label="value"} offset 5m`; a negative offset looks ahead. */
export interface VectorSelector {
  readonly kind: 'selector';
  readonly matchers: readonly Matcher[];
  readonly offsetMs: number;
}

/** `metric[5m] offset 1h`: the samples of a span. */
export interface RangeSelector {
  readonly kind: 'range';
  readonly selector: VectorSelector;
  readonly rangeMs: number;
}

/** `expression[1h:5m] offset 1h`: what an expression gives at steps of a span; without a step, at the default's. */
export interface Subquery {
  readonly kind: 'subquery';
  readonly of: Expression;
  readonly rangeMs: number;
  readonly stepMs: number | undefined;
  readonly offsetMs: number;
}

/** `name(args)`; number and types of the arguments are right. */
export interface Call {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Expression[];
}

/** `sum by (a) (x)`, `topk(3, x)`. */
export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: AggregationName;
  readonly of: Expression;
  /** The number that `topk`, `bottomk` and `quantile` take. */
  readonly parameter: Expression | undefined;
  readonly grouping: readonly string[];
  /** Whether `grouping` lists the labels that go. */
  readonly without: boolean;
}

/** Operators that calculate. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';
/** Operators that keep or drop, or with `bool` give 1 or 0. */
export type ComparisonOperator = '==' | '!=' | '>' | '<' | '>=' | '<=';
/** Operators on which series there are. */
type SetOperator = 'and' | 'or' | 'unless';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

/** Which series of the two sides belong together. */
export interface Matching {
  /** Whether `labels` are all that counts (`on`) or what does not count (`ignoring`). */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** The side on which several may belong to one of the other. */
  readonly group: 'left' | 'right' | undefined;
  /** Labels that the result takes from the side of the one. */
  readonly include: readonly string[];
}

/** `left + right`. */
export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly leftType: 'scalar' | 'vector';
  readonly rightType: 'scalar' | 'vector';
  readonly matching: Matching;
  readonly returnBool: boolean;
}

/** `-x`. */
interface Negation {
  readonly kind: 'negation';
  readonly of: Expression;
}

/** A query whose types fit. Parentheses have done their work and are gone. */
export type Expression =
  NumberLiteral | StringLiteral | VectorSelector | RangeSelector | Subquery | Call | Aggregation | Binary | Negation;
