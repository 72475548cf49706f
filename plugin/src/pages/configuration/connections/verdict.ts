/** What a test of a connection came to. */
export interface Verdict {
  readonly outcome: 'passed' | 'warned' | 'failed';
  /** What was found, in a sentence. */
  readonly says: string;
  /** How to mend it; undefined where nothing is wrong. */
  readonly remedy?: string;
}

/** It works. */
export const passed = (says: string): Verdict => ({ outcome: 'passed', says });

/** It works in part, or not yet. */
export const warned = (says: string, remedy: string): Verdict => ({ outcome: 'warned', says, remedy });

/** It does not work. */
export const failed = (says: string, remedy: string): Verdict => ({ outcome: 'failed', says, remedy });
