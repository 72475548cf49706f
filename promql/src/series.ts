/** A series' labels, its name under `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/**
 * What a series was at some moments, oldest first: `values[i]` at `times[i]`, milliseconds since 1970. A value may be a
 * staleness mark.
 */
export interface Series {
  readonly labels: Labels;
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** A condition on a label; patterns match the whole value. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Where an evaluation takes its samples from. */
export interface SeriesSource {
  /** The series that meet every condition, with their samples after `from` and not after `to`, milliseconds. */
  select(matchers: readonly Matcher[], from: number, to: number): Iterable<Series>;
}
