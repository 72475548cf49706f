import { events } from '../../../events.js';
import { StoreTimeout, StoreUnavailable } from '../../errors.js';
import { MAX_CALLS, WAITS } from '../limits.js';
import { toStoreError } from './failures.js';

type Operation = 'insert' | 'update' | 'delete' | 'find' | 'count';
type Collection = 'messages' | 'users' | 'channels' | 'members' | 'tickets' | 'files' | 'samples' | 'nodes';

export interface CallOptions {
  /** Reads, and writes each, that may be under way; `MAX_CALLS` when left out. */
  readonly maxCalls?: number;
}

/**
 * Every call of the store passes here: it is counted, bounded in number and time, told to whoever measures, and its
 * error becomes one of the store's own.
 */
export class Calls {
  readonly #maxCalls: number;
  readonly #running = { read: 0, write: 0 };
  #isClosed = false;
  #onDrained: (() => void) | undefined;

  constructor({ maxCalls = MAX_CALLS }: CallOptions = {}) {
    this.#maxCalls = maxCalls;
  }

  /** @throws {StoreUnavailable} when refused, away or too late */
  read<Result>(operation: Operation, collection: Collection, work: () => Promise<Result>): Promise<Result> {
    return this.#call('read', operation, collection, work);
  }

  /** @throws {StoreUnavailable} as `read`, with an outcome that may be unknown; {@link StoreRejected} */
  write<Result>(operation: Operation, collection: Collection, work: () => Promise<Result>): Promise<Result> {
    return this.#call('write', operation, collection, work);
  }

  /** Takes no call from here on; resolves when those under way have ended, or their time has. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#running.read + this.#running.write === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onDrained = resolve;
      timer = setTimeout(resolve, WAITS.writeMs);
    });
    clearTimeout(timer);
  }

  async #call<Result>(
    kind: 'read' | 'write',
    operation: Operation,
    collection: Collection,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (this.#isClosed) throw new StoreUnavailable('the store is closed');
    if (this.#running[kind] >= this.#maxCalls) throw new StoreUnavailable(`${this.#maxCalls} calls wait already`);
    const startedAt = performance.now();
    let isError = true;
    try {
      const result = await this.#bounded(kind, work);
      isError = false;
      return result;
    } catch (error) {
      throw toStoreError(error, kind === 'write');
    } finally {
      if (events.query.hasSubscribers) {
        const durationSeconds = (performance.now() - startedAt) / 1_000;
        events.query.publish({ operation, collection, durationSeconds, isError });
      }
    }
  }

  /** A call that is given up keeps its slot until the driver lets go of it: that is what holds memory down. */
  #bounded<Result>(kind: 'read' | 'write', work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const deadlineMs = kind === 'read' ? WAITS.readMs : WAITS.writeMs;
      const timer = setTimeout(() => {
        reject(new StoreTimeout(deadlineMs));
      }, deadlineMs);
      this.#running[kind] += 1;
      const ended = (): void => {
        clearTimeout(timer);
        this.#running[kind] -= 1;
        if (this.#running.read + this.#running.write === 0) this.#onDrained?.();
      };
      // A driver that throws at once fails like any other.
      const done = (async () => work())();
      done.then(resolve, reject);
      done.then(ended, ended);
    });
  }
}
