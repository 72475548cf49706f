/**
 * Stable codes of {@link PromqlError}:
 * - `query_malformed`: the text is no PromQL, or its types do not fit; `position` tells where.
 * - `query_unsupported`: it is PromQL, but of a part that this package leaves out; the message names the part.
 * - `query_failed`: the data cannot be combined as asked (many-to-many matching, two series of the same labels).
 * - `query_too_large`: more points or samples than an evaluation may touch.
 * - `query_timeout`: the evaluation ran past its deadline.
 * - `target_invalid`: what is to be scraped has no usable address, interval or limit.
 * - `scrape_failed`: a target did not answer in time, not with 200, or with more than may be read.
 * - `rules_invalid`: a file of rules is wrong; the message names the group, the rule and the field.
 */
export type PromqlErrorCode =
  | 'query_malformed'
  | 'query_unsupported'
  | 'query_failed'
  | 'query_too_large'
  | 'query_timeout'
  | 'target_invalid'
  | 'scrape_failed'
  | 'rules_invalid';

/** A place in a query, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Every failure of this package. `code` is stable, the message is for people. */
export class PromqlError extends Error {
  override readonly name = 'PromqlError';
  readonly code: PromqlErrorCode;
  /** Where in the query, for failures of its text. */
  readonly position: Position | undefined;

  constructor(code: PromqlErrorCode, message: string, options: ErrorOptions & { position?: Position } = {}) {
    super(message, options);
    this.code = code;
    this.position = options.position;
  }
}
