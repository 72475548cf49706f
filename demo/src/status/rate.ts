/** Averages a count over this many readings, so that the screen does not jump. */
const WINDOW = 5;

interface Reading {
  readonly atSeconds: number;
  readonly count: number;
}

/** How fast a count grows: now, at its fastest, and on average. */
export class Rate {
  #readings: readonly Reading[] = [{ atSeconds: 0, count: 0 }];
  #peak = 0;

  /** @param atSeconds since the count began at 0; later than the reading before */
  read(atSeconds: number, count: number): void {
    const latest = this.#readings.at(-1);
    if (latest === undefined || atSeconds <= latest.atSeconds) return;
    const now = { atSeconds, count };
    // Readings that lie close together, as the last two of a run may, would make a peak of a single message.
    if (atSeconds - latest.atSeconds >= 0.5) this.#peak = Math.max(this.#peak, between(latest, now));
    this.#readings = [...this.#readings, now].slice(-WINDOW - 1);
  }

  /** A second, over the last few readings. */
  get now(): number {
    const [first, last] = [this.#readings[0], this.#readings.at(-1)];
    return first === undefined || last === undefined || first === last ? 0 : between(first, last);
  }

  /** Most a second between two readings. */
  get peak(): number {
    return this.#peak;
  }

  /** A second, since the count began. */
  get mean(): number {
    const last = this.#readings.at(-1);
    return last === undefined || last.atSeconds === 0 ? 0 : last.count / last.atSeconds;
  }
}

function between(before: Reading, now: Reading): number {
  return (now.count - before.count) / (now.atSeconds - before.atSeconds);
}
