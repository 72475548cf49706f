import { PromqlError } from '../errors.js';
import { evaluateInstant } from '../evaluate/evaluate.js';
import type { Expression } from '../parse/ast.js';
import { parse } from '../parse/parse.js';
import type { SeriesSource } from '../series.js';
import type { VectorSample } from '../result.js';

/** Answers an expression at a moment, milliseconds since 1970. @throws {PromqlError} where it fails */
export type AskInstant = (expression: Expression | string, timeMs: number) => readonly VectorSample[];

/** Answers from `source` as rules see it: a number counts as a series without labels. */
export const askInstant =
  (source: SeriesSource): AskInstant =>
  (expression, timeMs) => {
    const result = evaluateInstant(typeof expression === 'string' ? parse(expression) : expression, source, timeMs);
    if (result.type === 'vector') return result.samples;
    if (result.type === 'scalar') return [{ labels: {}, value: result.value }];
    throw new PromqlError('query_malformed', 'rule result is not a vector or scalar');
  };
