import { events } from '../../events.js';
import { StoreRejected, StoreTimeout, StoreUnavailable } from '../errors.js';
import type { Calls, Operation, Operations } from './operations.js';
import { WaitingCalls } from './waiting-calls.js';
import type { WaitingCall } from './waiting-calls.js';
import type { Failure, Reply, ToWorker } from './wire.js';

export interface LaneLimits {
  readonly deadlineMs: number;
  readonly maxWaiting: number;
}

/**
 * The main side of one worker thread. The calls of one turn of the event loop cross in one message, and their answers
 * come back in the same order, so neither carries ids.
 */
export class Lane<Names extends Calls<Names>> {
  readonly #post: (message: ToWorker) => void;
  readonly #operations: Operations<Names>;
  readonly #limits: LaneLimits;
  readonly #waiting = new WaitingCalls();
  #batch: unknown[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closedBy: StoreUnavailable | undefined;
  #answeredAt = 0;

  constructor(post: (message: ToWorker) => void, operations: Operations<Names>, limits: LaneLimits) {
    this.#post = post;
    this.#operations = operations;
    this.#limits = limits;
  }

  /** Whether a call has waited past its deadline and the thread has not answered since. */
  get isStalled(): boolean {
    return this.#waiting.first?.isSettled === true;
  }

  /** For how long calls wait and the thread has answered none, milliseconds; a thread that is merely busy answers. */
  get silentMs(): number {
    const { first } = this.#waiting;
    return first === undefined ? 0 : performance.now() - Math.max(first.startedAt, this.#answeredAt);
  }

  call<Name extends keyof Names & string>(
    name: Name,
    ...values: Parameters<Names[Name]>
  ): Promise<ReturnType<Names[Name]>> {
    if (this.#closedBy !== undefined) return Promise.reject(this.#closedBy);
    if (this.#waiting.size >= this.#limits.maxWaiting) {
      return Promise.reject(new StoreUnavailable(`${this.#limits.maxWaiting} calls wait for the store`));
    }
    if (this.#batch.length === 0) setImmediate(this.#flush);
    this.#batch.push(name, ...values);
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        operation: this.#operations[name],
        startedAt: performance.now(),
        // The thread answers in order, each call with what its name returns.
        resolve: resolve as (value: unknown) => void,
        reject,
        isSettled: false,
      });
      this.#timer ??= this.#startTimer(this.#limits.deadlineMs);
    });
  }

  /** Settles the calls that a reply answers. */
  settle({ results, failures }: Reply): void {
    this.#answeredAt = performance.now();
    let failed = 0;
    for (const [index, result] of results.entries()) {
      const call = this.#waiting.shift();
      const failure = failures[failed];
      if (failure?.index === index) failed += 1;
      if (call === undefined || call.isSettled) continue;
      if (failure?.index === index) settleWith(call, toError(failure));
      else settleWith(call, undefined, result);
    }
  }

  /** Takes no call from here on. */
  refuse(): void {
    this.#closedBy ??= new StoreUnavailable('the store is closed');
  }

  /** Tells the thread to end after the calls that wait. */
  close(): void {
    this.refuse();
    this.#flush();
    this.#post('close');
  }

  /** The thread is gone: what waits may or may not have been written. */
  abandon(error: StoreUnavailable): void {
    this.#closedBy ??= error;
    clearTimeout(this.#timer);
    for (let call = this.#waiting.shift(); call !== undefined; call = this.#waiting.shift()) {
      if (!call.isSettled) settleWith(call, error);
    }
  }

  readonly #flush = (): void => {
    if (this.#batch.length === 0) return;
    const batch = this.#batch;
    this.#batch = [];
    this.#post(batch);
  };

  #startTimer(delayMs: number): NodeJS.Timeout {
    return setTimeout(this.#expire, delayMs).unref();
  }

  /** One timer for all calls, for the oldest that still waits: their deadlines come in the order of the calls. */
  readonly #expire = (): void => {
    this.#timer = undefined;
    const now = performance.now();
    for (const call of this.#waiting) {
      if (call.isSettled) continue;
      const leftMs = call.startedAt + this.#limits.deadlineMs - now;
      if (leftMs > 0) {
        this.#timer = this.#startTimer(Math.ceil(leftMs));
        return;
      }
      settleWith(call, new StoreTimeout(this.#limits.deadlineMs));
    }
  };
}

function settleWith(call: WaitingCall, error: Error | undefined, result?: unknown): void {
  call.isSettled = true;
  if (error === undefined) call.resolve(result);
  else call.reject(error);
  if (events.query.hasSubscribers) publishQuery(call.operation, call.startedAt, error !== undefined);
}

function publishQuery({ operation, collection }: Operation, startedAt: number, isError: boolean): void {
  const durationSeconds = (performance.now() - startedAt) / 1_000;
  events.query.publish({ operation, collection, durationSeconds, isError });
}

function toError({ kind, message, isOutcomeUnknown, sqliteCode }: Failure): Error {
  const cause = sqliteCode === undefined ? undefined : Object.assign(new Error(message), { code: sqliteCode });
  if (kind === 'rejected') return new StoreRejected(message, { cause });
  return new StoreUnavailable(`the database takes no calls now: ${message}`, { cause, isOutcomeUnknown });
}
