/** What a store holds at most, so that no service that is watched can exhaust the memory of who watches it. */
export interface StoreLimits {
  /** How long samples are kept, milliseconds; two hours. */
  readonly retentionMs: number;
  readonly maxSeries: number;
  /** Samples that chunks have room for, whether they are filled or not yet. */
  readonly maxSamples: number;
  /** Bytes of samples, labels and index together, as the store reckons them. */
  readonly maxBytes: number;
}

/** Room for 5,000 series of two hours at five seconds. */
export const DEFAULT_LIMITS: StoreLimits = {
  retentionMs: 2 * 3_600_000,
  maxSeries: 5000,
  maxSamples: 8_000_000,
  maxBytes: 96 * 1024 * 1024,
};

/** What a store holds and what it turned away since its start. */
export interface StoreStats {
  readonly series: number;
  readonly samples: number;
  readonly bytes: number;
  /** Samples of new series that there was no room for. */
  readonly refusedNewSeries: number;
  /** Samples of known series that there was no room for, not even in place of their own oldest. */
  readonly refusedSamples: number;
  /** Samples not newer than the newest of their series, with another value. */
  readonly outOfOrder: number;
  /** Samples that made way before their time, as their series was to go on. */
  readonly displacedSamples: number;
}
