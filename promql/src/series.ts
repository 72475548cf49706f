/** A series' labels, its name under `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/**
 * What a series was at some moments, oldest first: `values[i]` at `times[i]`, whole milliseconds since 1970. A value may
 * be {@link STALE}.
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

/**
 * The value that says 'from here on the series is gone, until its next sample'. Prometheus reserves one NaN among many
 * for it, which JavaScript may turn into any other NaN; ours is a number so near to zero (subnormal, 1e-309) that nothing
 * measures it, survives every kind of array and is found by `===`. Who takes in samples from outside passes them through
 * {@link measured}.
 */
export const STALE = 1.2345678901234e-309;

/** A value from outside as it may be stored: one that happens to be {@link STALE} becomes 0. */
export const measured = (value: number): number => (value === STALE ? 0 : value);
