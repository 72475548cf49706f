import { StoreRejected } from './errors.js';

/** How long samples are kept. */
export const SAMPLE_RETENTION_MS = 30 * 86_400_000;

/** A value that was measured. */
export interface Sample {
  /** What was measured, such as `cpu_usage`. */
  readonly type: string;
  /** What tells the series of a type apart; the order of the names does not count. */
  readonly labels: Readonly<Record<string, string>>;
  /** Finite, in the unit of the type. */
  readonly value: number;
  readonly at: number;
}

export interface SampleQuery {
  readonly type: string;
  /** Inside. */
  readonly from: number;
  /** Outside. */
  readonly to: number;
  /** Steps are counted from the epoch, so that those of two queries meet. */
  readonly stepMs: number;
}

/** The average of a series over the part of one step that is inside the query. */
export interface SamplePoint {
  /** The step's start. */
  readonly at: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Samples of the last `SAMPLE_RETENTION_MS`; part of the store of documents. */
export interface SampleStore {
  /**
   * Keeps samples; those that are older than the retention at `now` are forgotten at some time after. A sample that
   * repeats another's series, time and value changes nothing, so that a put of unknown outcome may be repeated.
   */
  put(samples: readonly Sample[], now: number): Promise<void>;
  /** By time, then by labels; a step without a sample has no point. */
  read(query: SampleQuery): Promise<SamplePoint[]>;
}

/** The labels by name, so that equal sets are written alike. */
export const sortLabels = (labels: Sample['labels']): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** @throws {StoreRejected} when a value or a time cannot be averaged */
export const requireFinite = (samples: readonly Sample[]): void => {
  const broken = samples.find(({ value, at }) => !Number.isFinite(value) || !Number.isInteger(at));
  if (broken) throw new StoreRejected(`a sample of ${broken.type} is no number, or has no time`);
};
