import type { Expression } from '../parse/ast.js';
import type { SeriesSource } from '../series.js';
import type { Budget } from './budget.js';
import type { Row } from './rows.js';

/** The moments that are evaluated, milliseconds. */
export interface Steps {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** The last of the moments. */
export const endOf = ({ startMs, stepMs, count }: Steps): number => startMs + (count - 1) * stepMs;

/** What the parts of one evaluation share. */
export interface Evaluation {
  readonly source: SeriesSource;
  readonly steps: Steps;
  readonly budget: Budget;
  /** How long a sample counts as a series' value. */
  readonly lookbackMs: number;
  /** The step of subqueries that name none. */
  readonly subqueryStepMs: number;
  /**
   * 1 where a window holds a sample at its very start, as until Prometheus 2; 0 where it does not, as from Prometheus 3.
   * Samples are at whole milliseconds, so a window that reaches 1 ms further and leaves its start out is closed.
   */
  readonly closedByMs: 0 | 1;
  /** The rows of an expression of the type vector. */
  readonly vector: (expression: Expression, evaluation: Evaluation) => Row[];
  /** The numbers of an expression of the type scalar, one a step. */
  readonly scalar: (expression: Expression, evaluation: Evaluation) => Float64Array;
}

/** A function's or aggregation's scalar at a step. */
export const at = (values: Float64Array, step: number): number => values[step] ?? NaN;
