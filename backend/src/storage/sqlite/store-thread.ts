import { Worker } from 'node:worker_threads';
import { StoreRefused, StoreUnavailable } from '../errors.js';
import { Lane } from './lane.js';
import type { LaneLimits } from './lane.js';
import type { Calls, Operations } from './operations.js';
import type { FromWorker, WorkerOptions } from './wire.js';

/** Migrations and the recovery of a long log take time, but a silent disk must not hold the start for ever. */
const OPEN_TIMEOUT_MS = 60_000;

/**
 * How long a thread may take to end by itself. Not the calls' deadline, which may be short: a thread that is ended from
 * outside while SQLite's native code builds rows can take the whole process with it.
 */
const CLOSE_TIMEOUT_MS = 10_000;

/** What a thread tells besides the answers to its calls. */
export interface ThreadListener {
  readonly onMessage: (message: FromWorker) => void;
  /** It ended by itself after it had opened; every waiting call has been rejected. */
  readonly onDeath: (error: Error) => void;
}

/** A worker thread, the lane of its calls, and its life from start to end. */
export class StoreThread<Names extends Calls<Names>> {
  readonly lane: Lane<Names>;
  /** Rejects with `StoreRefused`, or when the thread dies or hangs before it takes calls. */
  readonly opened: Promise<void>;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  #isClosing = false;

  constructor(options: WorkerOptions, operations: Operations<Names>, limits: LaneLimits, listener: ThreadListener) {
    const worker = new Worker(new URL('./worker/worker.js', import.meta.url), { workerData: options });
    this.#worker = worker;
    this.lane = new Lane(
      (message) => {
        worker.postMessage(message);
      },
      operations,
      limits,
    );
    this.#exited = new Promise((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
    });
    this.opened = this.#waitUntilOpen();
    worker.on('message', (message: FromWorker) => {
      // Before the callers run on: whoever sees its call fail finds the health already changed.
      listener.onMessage(message);
      if (message.type === 'reply') this.lane.settle(message);
    });
    this.#watchForDeath(options.role, listener);
  }

  /** Lets the thread answer what waits and end by itself; a thread that hangs is ended after ten seconds. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.lane.close();
    const timer = setTimeout(() => void this.terminate(), CLOSE_TIMEOUT_MS);
    await this.#exited;
    clearTimeout(timer);
  }

  /** Ends the thread at once, whatever it is in; what it had not committed is not written. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #waitUntilOpen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new StoreUnavailable(`the database did not open within ${OPEN_TIMEOUT_MS} ms`));
      }, OPEN_TIMEOUT_MS);
      const settle = (message: FromWorker): void => {
        if (message.type === 'opened') resolve();
        else if (message.type === 'refused') reject(new StoreRefused(message.code, message.message));
        else return;
        clearTimeout(timer);
        this.#worker.off('message', settle);
      };
      this.#worker.on('message', settle);
      this.#worker.once('error', reject);
    });
  }

  #watchForDeath(role: string, { onDeath }: ThreadListener): void {
    let cause: unknown;
    this.#worker.on('error', (error) => {
      cause = error;
    });
    this.#worker.once('exit', () => {
      const error = new StoreUnavailable(`the store's ${role} thread has ended`, { cause, isOutcomeUnknown: true });
      this.lane.abandon(error);
      if (!this.#isClosing)
        void this.opened.then(
          () => {
            onDeath(error);
          },
          () => undefined,
        );
    });
  }
}
