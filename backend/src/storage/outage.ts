import { StoreUnavailable } from './errors.js';

/**
 * Whether the store answers, as those find out who ask it. While it does not, whoever can do without goes on at once, and
 * one question at a time finds out when it does again.
 */
export class Outage {
  #isOn = false;
  #isProbing = false;

  /** The last call was refused as unavailable. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Makes a call and learns from it. Rejects as the call does. */
  async watch<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      const result = await call();
      this.#isOn = false;
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailable) this.#isOn = true;
      throw error;
    }
  }

  /** Makes a watched call behind the caller's back, unless one is under way. */
  probe(call: () => Promise<unknown>): void {
    if (this.#isProbing) return;
    this.#isProbing = true;
    call()
      // Who needs the answer asks himself.
      .catch(() => undefined)
      .finally(() => {
        this.#isProbing = false;
      });
  }
}
