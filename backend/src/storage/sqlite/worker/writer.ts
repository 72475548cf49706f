import type { MessagePort } from 'node:worker_threads';
import { StoreRefused } from '../../errors.js';
import { writeOperations } from '../operations.js';
import type { FromWorker, ToWorker, WorkerOptions } from '../wire.js';
import { CallQueue } from './calls.js';
import { commitGroup, GroupFailed, toFailure } from './group-commit.js';
import { lockDirectory } from './lock.js';
import { describeFailure } from './storage-failure.js';
import { WriteSession } from './write-session.js';

const IDLE_MS = 50;

/**
 * The thread that writes. While the database fails it answers every call at once with the reason, and opens the database
 * anew at an interval until a real write works: whoever frees the disk or mounts it again need not restart the service.
 */
export class Writer {
  readonly #port: MessagePort;
  readonly #options: WorkerOptions;
  readonly #queue: CallQueue;
  #unlock: (() => void) | undefined;
  #session: WriteSession | undefined;
  #failure: unknown;
  #probeTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(port: MessagePort, options: WorkerOptions) {
    this.#port = port;
    this.#options = options;
    this.#queue = new CallQueue(port, writeOperations);
  }

  start(): void {
    try {
      this.#open();
    } catch (error) {
      if (error instanceof StoreRefused) {
        this.#unlock?.();
        this.#post({ type: 'refused', code: error.code, message: error.message });
        return;
      }
      this.#failed(error);
    }
    this.#post({ type: 'opened' });
    this.#port.on('message', (message: ToWorker) => {
      this.#receive(message);
    });
  }

  #open(): void {
    this.#unlock ??= lockDirectory(this.#options.directory);
    this.#session = new WriteSession(this.#options);
  }

  #receive(message: ToWorker): void {
    this.#queue.receive(message);
    this.#queue.receiveWaiting();
    while (!this.#queue.isEmpty) {
      this.#answerGroup();
      this.#queue.receiveWaiting();
    }
    if (this.#queue.isClosing) this.#close();
    else this.#checkpointSoon();
  }

  #answerGroup(): void {
    if (this.#session === undefined) {
      this.#refuseWaiting(this.#failure);
      return;
    }
    try {
      const reply = commitGroup(this.#session, this.#queue);
      this.#queue.drop(reply.results.length);
      this.#post(reply);
    } catch (error) {
      this.#failed(error);
      this.#refuseWaiting(error);
    }
  }

  #refuseWaiting(error: unknown): void {
    const isOutcomeUnknown = error instanceof GroupFailed && error.isOutcomeUnknown;
    const failures = Array.from(this.#queue, (_, index) => toFailure(index, 'unavailable', error, isOutcomeUnknown));
    this.#queue.drop(failures.length);
    this.#post({ type: 'reply', results: new Array(failures.length).fill(undefined), failures });
  }

  #failed(error: unknown): void {
    this.#closeSession();
    this.#failure = error;
    this.#post({ type: 'health', health: { isWritable: false, reason: describeFailure(error) } });
    this.#probeTimer ??= setInterval(() => {
      this.#probe();
    }, this.#options.probeIntervalMs).unref();
  }

  #probe(): void {
    try {
      this.#open();
      this.#session?.probe();
    } catch (error) {
      this.#failed(error);
      return;
    }
    clearInterval(this.#probeTimer);
    this.#probeTimer = undefined;
    this.#post({ type: 'health', health: { isWritable: true } });
  }

  #checkpointSoon(): void {
    this.#idleTimer ??= setTimeout(() => {
      try {
        this.#session?.checkpointWhenIdle();
      } catch (error) {
        this.#failed(error);
      }
    }, IDLE_MS).unref();
    this.#idleTimer.refresh();
  }

  #closeSession(): void {
    const session = this.#session;
    this.#session = undefined;
    try {
      session?.close();
    } catch {
      // It failed before, and says so already; what was committed stays in the log for the next opening.
    }
  }

  #close(): void {
    clearInterval(this.#probeTimer);
    clearTimeout(this.#idleTimer);
    try {
      this.#session?.checkpoint();
    } catch {
      // The log keeps what is not checkpointed, for the next opening.
    }
    this.#closeSession();
    this.#unlock?.();
    this.#port.close();
  }

  #post(message: FromWorker): void {
    this.#port.postMessage(message);
  }
}
