/** Milliseconds on a clock that never goes back. */
export type Now = () => number;

/** The trace's own time, which runs `speed` times as fast as the wall's and begins when the clock is made. */
export class ScaledClock {
  readonly speed: number;
  readonly #now: Now;
  readonly #startedAtMs: number;

  constructor(speed: number, now: Now = () => performance.now()) {
    this.speed = speed;
    this.#now = now;
    this.#startedAtMs = now();
  }

  /** On the wall, since the clock was made. */
  get elapsedSeconds(): number {
    return (this.#now() - this.#startedAtMs) / 1000;
  }

  get traceSeconds(): number {
    return this.elapsedSeconds * this.speed;
  }

  /** Until the trace's time is `traceSeconds`, on the wall; negative when that has passed. */
  msUntil(traceSeconds: number): number {
    return (traceSeconds / this.speed - this.elapsedSeconds) * 1000;
  }
}
