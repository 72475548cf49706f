import { PromqlError, type Position, type PromqlErrorCode } from '../errors.js';

/** The text of a query, which tells where in it something is wrong. */
export class Query {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The error of a text that is no PromQL; the message begins with line and column of the offset. */
  malformed(at: number, message: string): PromqlError {
    return this.#failure('query_malformed', at, message);
  }

  /** The error of what PromQL has and this package has not. */
  unsupported(at: number, what: string): PromqlError {
    return this.#failure('query_unsupported', at, `${what} is not supported here`);
  }

  #failure(code: PromqlErrorCode, at: number, message: string): PromqlError {
    const position = this.#position(at);
    return new PromqlError(code, `${position.line}:${position.column}: parse error: ${message}`, { position });
  }

  #position(at: number): Position {
    const before = this.text.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}
