/**
 * Stable codes of {@link ObjectivesError}:
 * - `objectives_unreadable`: the objectives file cannot be read.
 * - `objectives_invalid`: the objectives file was read and is wrong; `problems` lists everything that is.
 * - `exposition_malformed`: a line of a scrape is not in Prometheus' text format.
 * - `bound_not_an_edge`: a histogram has no bucket at the bound that an objective promises.
 * - `window_too_short`: a window would hold fewer scrapes than its rules need.
 * - `readme_unusable`: the README that the table goes into is absent or has no markers.
 */
export type ObjectivesErrorCode =
  | 'objectives_unreadable'
  | 'objectives_invalid'
  | 'exposition_malformed'
  | 'bound_not_an_edge'
  | 'window_too_short'
  | 'readme_unusable';

/** One thing wrong in an objectives file; `line` and `column` count from 1, `path` reads like `objectives[2].target`. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** Every failure of this package. `code` is stable, the message is for people, `problems` is empty but for `objectives_invalid`. */
export class ObjectivesError extends Error {
  override readonly name = 'ObjectivesError';
  readonly code: ObjectivesErrorCode;
  readonly problems: readonly Problem[];

  constructor(
    code: ObjectivesErrorCode,
    message: string,
    options: ErrorOptions & { problems?: readonly Problem[] } = {},
  ) {
    super(message, options);
    this.code = code;
    this.problems = options.problems ?? [];
  }
}
