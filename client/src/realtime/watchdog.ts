import type { Clock } from '../timing/clock.js';

export interface WatchdogHandlers {
  /** Time to ask the server for a sign of life. */
  ping(): void;
  /** A whole interval went by after a ping without any frame. */
  silent(): void;
}

/**
 * Notices a dead connection. A browser hides the server's protocol pings, so the client pings by itself, and every
 * frame that comes is a sign of life. A dead connection is found one to two intervals after its last frame. One flag a
 * frame, one timer a connection.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #handlers: WatchdogHandlers;
  #hasHeard = true;
  #cancel: () => void;

  constructor(clock: Clock, intervalMs: number, handlers: WatchdogHandlers) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#handlers = handlers;
    this.#cancel = this.#schedule();
  }

  /** A frame came. */
  heard(): void {
    this.#hasHeard = true;
  }

  stop(): void {
    this.#cancel();
  }

  #schedule(): () => void {
    return this.#clock.after(this.#intervalMs, () => {
      if (!this.#hasHeard) {
        this.#handlers.silent();
        return;
      }
      this.#hasHeard = false;
      this.#cancel = this.#schedule();
      this.#handlers.ping();
    });
  }
}
