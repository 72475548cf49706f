import { performance } from 'node:perf_hooks';
import { within } from './within.js';

/** A silent server is noticed within an interval and a deadline. */
const EVERY_MS = 1_000;
const DEADLINE_MS = 500;
/** A deadline that is seen this late says that this process stood still, not the server. */
const LATE_MS = 250;

export interface HeartbeatOptions {
  /** Asks the server for a sign of life. */
  readonly ask: () => Promise<unknown>;
  /** Told of each change; `reason` is why it is not up. */
  readonly onChange: (isUp: boolean, reason: unknown) => void;
  /** Told of each answer that did not come, also while the server is known to be down. */
  readonly onSilence?: () => void;
}

/** Knows whether a server answers, by asking it each second: an open connection says nothing of that. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #isUp = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Asks now and from then on each second; resolves with the first answer or its absence. Never rejects. */
  beat(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isClosed) return Promise.resolve();
    return (this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
      this.#wait();
    }));
  }

  /** The connection is gone, which needs no asking. */
  lost(reason: unknown): void {
    this.#set(false, reason);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    const startedAt = performance.now();
    const first = await this.#answer();
    const isLate = performance.now() - startedAt > DEADLINE_MS + LATE_MS;
    const { isUp, reason } = !first.isUp && isLate ? await this.#answer() : first;
    this.#set(isUp, reason);
    if (!isUp && !this.#isClosed) this.#options.onSilence?.();
  }

  async #answer(): Promise<{ readonly isUp: boolean; readonly reason?: unknown }> {
    try {
      await within(DEADLINE_MS, this.#options.ask());
      return { isUp: true };
    } catch (reason) {
      return { isUp: false, reason };
    }
  }

  #wait(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.beat(), EVERY_MS).unref();
  }

  #set(isUp: boolean, reason: unknown): void {
    if (this.#isClosed || this.#isUp === isUp) return;
    this.#isUp = isUp;
    this.#options.onChange(isUp, reason);
  }
}
