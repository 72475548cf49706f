const DEFAULT_SAMPLES = 8;

interface Sample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/**
 * How far the server's clock is ahead of ours, from ping and pong: `serverTime` against the midpoint of the round
 * trip. Of the last samples the one with the shortest round trip counts, as its midpoint is wrong by the least
 * (Cristian's algorithm; the error is at most half the round trip).
 */
export class ClockOffset {
  readonly #keep: number;
  #samples: Sample[] = [];
  #best: Sample | undefined;

  constructor(keep = DEFAULT_SAMPLES) {
    this.#keep = keep;
  }

  /** Server clock minus local clock, milliseconds; 0 before the first sample. */
  get offsetMs(): number {
    return this.#best?.offsetMs ?? 0;
  }

  /** Takes one exchange: sent and received by our clock, in between `serverTime` (ISO 8601) by the server's. */
  add(sentAt: number, serverTime: string, receivedAt: number): void {
    const roundTripMs = receivedAt - sentAt;
    const offsetMs = Date.parse(serverTime) - (sentAt + receivedAt) / 2;
    // A clock that was set back in between, or a time that does not parse, tells nothing.
    if (!(roundTripMs >= 0) || Number.isNaN(offsetMs)) return;
    this.#samples.push({ offsetMs, roundTripMs });
    if (this.#samples.length > this.#keep) this.#samples.shift();
    this.#best = this.#samples.reduce((best, sample) => (sample.roundTripMs <= best.roundTripMs ? sample : best));
  }

  /** Forgets all samples: the next connection may reach a server with another clock. */
  reset(): void {
    this.#samples = [];
    this.#best = undefined;
  }
}
