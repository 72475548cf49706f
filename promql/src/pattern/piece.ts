import { PromqlError } from '../errors.js';

/** A piece of the pattern: what JavaScript writes for it, and where the next one begins. */
export interface Piece {
  readonly source: string;
  readonly next: number;
}

/** The error of a pattern that JavaScript cannot run as RE2 does, or could run for ever. */
export const unsupportedPattern = (pattern: string, what: string): PromqlError =>
  new PromqlError('query_unsupported', `${what} in pattern ${JSON.stringify(pattern)} is not supported here`);
