import type { MessagePort } from 'node:worker_threads';
import { readOperations } from '../operations.js';
import type { Failure, FromWorker, ToWorker, WorkerOptions } from '../wire.js';
import { CallQueue, groupEnd, runCall } from './calls.js';
import { toFailure } from './group-commit.js';
import { ReadSession } from './read-session.js';
import { isStorageFailure } from './storage-failure.js';

/**
 * The thread that reads, with its own connection, so that no read waits for a sync. Reads work while writes do not.
 * After a failure of the database the next read opens it anew.
 */
export class Reader {
  readonly #port: MessagePort;
  readonly #options: WorkerOptions;
  readonly #queue: CallQueue;
  #session: ReadSession | undefined;

  constructor(port: MessagePort, options: WorkerOptions) {
    this.#port = port;
    this.#options = options;
    this.#queue = new CallQueue(port, readOperations);
  }

  start(): void {
    this.#post({ type: 'opened' });
    this.#port.on('message', (message: ToWorker) => {
      this.#receive(message);
    });
  }

  #receive(message: ToWorker): void {
    this.#queue.receive(message);
    this.#queue.receiveWaiting();
    while (!this.#queue.isEmpty) {
      this.#answerSlice();
      this.#queue.receiveWaiting();
    }
    if (!this.#queue.isClosing) return;
    this.#session?.close();
    this.#port.close();
  }

  /** One read transaction for what waits: its calls were posted before it begins, so they see all that was acknowledged. */
  #answerSlice(): void {
    const results: unknown[] = [];
    const failures: Failure[] = [];
    try {
      this.#session ??= new ReadSession(this.#options);
      this.#session.begin();
      this.#run(this.#session, results, failures);
      this.#session.end();
    } catch (error) {
      this.#session?.close();
      this.#session = undefined;
      failures.length = 0;
      for (const [index] of [...this.#queue].entries()) failures.push(toFailure(index, 'unavailable', error));
      results.length = failures.length;
    }
    this.#queue.drop(results.length);
    this.#post({ type: 'reply', results, failures });
  }

  #run(session: ReadSession, results: unknown[], failures: Failure[]): void {
    const end = groupEnd();
    for (const call of this.#queue) {
      try {
        results.push(runCall(session.answers, call));
      } catch (error) {
        if (isStorageFailure(error)) throw error;
        failures.push(toFailure(results.length, 'rejected', error));
        results.push(undefined);
      }
      if (performance.now() >= end) return;
    }
  }

  #post(message: FromWorker): void {
    this.#port.postMessage(message);
  }
}
