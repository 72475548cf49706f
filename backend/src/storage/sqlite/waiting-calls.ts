import type { Operation } from './operations.js';

export interface WaitingCall {
  readonly operation: Operation;
  readonly startedAt: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Settled by its deadline, while the thread still owes the answer. */
  isSettled: boolean;
}

/** First in, first out; an array's own `shift` moves every element. */
export class WaitingCalls {
  #calls: WaitingCall[] = [];
  #first = 0;

  get size(): number {
    return this.#calls.length - this.#first;
  }

  get first(): WaitingCall | undefined {
    return this.#calls[this.#first];
  }

  push(call: WaitingCall): void {
    this.#calls.push(call);
  }

  shift(): WaitingCall | undefined {
    const call = this.#calls[this.#first];
    if (call === undefined) return undefined;
    this.#first += 1;
    // Half of it answered: the copy costs each call once.
    if (this.#first >= 1_024 && this.#first * 2 >= this.#calls.length) {
      this.#calls = this.#calls.slice(this.#first);
      this.#first = 0;
    }
    return call;
  }

  *[Symbol.iterator](): Generator<WaitingCall, void> {
    for (let at = this.#first; at < this.#calls.length; at += 1) {
      const call = this.#calls[at];
      if (call !== undefined) yield call;
    }
  }
}
