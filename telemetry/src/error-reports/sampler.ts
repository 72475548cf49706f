import type { SummaryReport } from './report.js';

/** How many reports a window lets through. */
export interface SamplerLimits {
  /** Of one fingerprint. */
  readonly perFingerprint: number;
  /** Fingerprints that are told apart; those beyond share one allowance. */
  readonly fingerprints: number;
  readonly windowMs: number;
}

interface Tally {
  readonly of: SummaryReport['of'];
  passed: number;
  leftOut: number;
}

/** What fingerprints beyond the limit are counted as. */
const REST = 'all others';

/**
 * Lets the first few reports of a fingerprint through and counts the rest, so that a storm of one error costs a few
 * reports a window. A window begins with a report and ends by a timer, which does not keep the process alive.
 */
export class Sampler {
  readonly #limits: SamplerLimits;
  readonly #onSummary: (summary: SummaryReport) => void;
  readonly #tallies = new Map<string, Tally>();
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: SamplerLimits, onSummary: (summary: SummaryReport) => void) {
    this.#limits = limits;
    this.#onSummary = onSummary;
  }

  /** Whether a report is let through; otherwise it is counted. */
  admits(fingerprint: string, of: SummaryReport['of']): boolean {
    const tally = this.#tallies.get(fingerprint) ?? this.#begin(fingerprint, of);
    if (tally.passed < this.#limits.perFingerprint) {
      tally.passed++;
      return true;
    }
    tally.leftOut++;
    return false;
  }

  /** Ends the window: tells what was left out and begins anew. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const ended = [...this.#tallies];
    this.#tallies.clear();
    const windowSeconds = this.#limits.windowMs / 1_000;
    for (const [fingerprint, { of, leftOut }] of ended) {
      if (leftOut > 0) this.#onSummary({ kind: 'summary', fingerprint, of, leftOut, windowSeconds });
    }
  }

  #begin(fingerprint: string, of: SummaryReport['of']): Tally {
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, this.#limits.windowMs).unref();
    const key = this.#tallies.size < this.#limits.fingerprints ? fingerprint : REST;
    const tally = this.#tallies.get(key) ?? { of, passed: 0, leftOut: 0 };
    this.#tallies.set(key, tally);
    return tally;
  }
}
