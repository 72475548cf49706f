/** Bounds of the pause before a repetition, milliseconds. */
export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * Exponential backoff with full jitter: uniform between 0 and `min(capMs, baseMs * 2^attempt)`, `attempt` from 0.
 * Spreads the clients of a lost server best (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).
 */
export function fullJitterMs(attempt: number, { baseMs, capMs }: Backoff, random: () => number): number {
  return random() * Math.min(capMs, baseMs * 2 ** attempt);
}
