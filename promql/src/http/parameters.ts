import { parseDuration } from '../duration.js';
import { PromqlError } from '../errors.js';
import type { Expression } from '../parse/ast.js';
import { parse } from '../parse/parse.js';
import type { Matcher } from '../series.js';
import { badParameter } from './api-error.js';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
// Where JavaScript's dates end.
const MOST_MS = 8.64e15;

/** What a request asks for: parameters of its address and of its form. */
export class Parameters {
  readonly #values: URLSearchParams;

  constructor(values: URLSearchParams) {
    this.#values = values;
  }

  /** A parameter's first value, empty where there is none. */
  text(name: string): string {
    return this.#values.get(name) ?? '';
  }

  /** A moment, milliseconds since 1970, given in seconds or by RFC 3339. @throws {ApiError} 400 */
  timeMs(name: string): number {
    const text = this.text(name);
    const timeMs = NUMBER.test(text) ? Math.round(Number(text) * 1000) : RFC3339.test(text) ? Date.parse(text) : NaN;
    if (Math.abs(timeMs) <= MOST_MS) return timeMs;
    throw badParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  }

  /** A moment that may be left out. @throws {ApiError} 400 */
  optionalTimeMs(name: string, otherwise: number): number {
    return this.text(name) === '' ? otherwise : this.timeMs(name);
  }

  /** A duration in milliseconds, given in seconds or as `1m30s`. @throws {ApiError} 400 */
  durationMs(name: string): number {
    const text = this.text(name);
    const durationMs = NUMBER.test(text) ? Number(text) * 1000 : parseDuration(text);
    if (durationMs !== undefined && Math.abs(durationMs) <= MOST_MS) return durationMs;
    throw badParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  }

  /** The query. @throws {ApiError} 400 with line and column */
  query(): Expression {
    return parsed('query', this.text('query'));
  }

  /** The selectors of `match[]`. @throws {ApiError} 400 */
  matchers(): Matcher[][] {
    return this.#values.getAll('match[]').map((text) => {
      const selector = parsed('match[]', text);
      if (selector.kind === 'selector' && selector.offsetMs === 0) return [...selector.matchers];
      throw badParameter('match[]', `1:1: parse error: ${JSON.stringify(text)} is not a selector of series`);
    });
  }
}

const parsed = (name: string, text: string): Expression => {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof PromqlError) throw badParameter(name, error.message, error);
    throw error;
  }
};
