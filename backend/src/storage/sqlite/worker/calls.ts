import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Operation } from '../operations.js';
import type { ToWorker } from '../wire.js';

export interface Call {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** How long a group or a slice of reads collects before it answers, so that nobody waits for a crowd. */
const GROUP_MS = 5;

export const groupEnd = (): number => performance.now() + GROUP_MS;

/** Calls that wait in a worker, in their order. */
export class CallQueue {
  readonly #operations: Readonly<Record<string, Operation>>;
  readonly #port: MessagePort;
  #calls: Call[] = [];
  #first = 0;
  /** No further call comes. */
  isClosing = false;

  constructor(port: MessagePort, operations: Readonly<Record<string, Operation>>) {
    this.#port = port;
    this.#operations = operations;
  }

  get isEmpty(): boolean {
    return this.#first === this.#calls.length;
  }

  receive(message: ToWorker): void {
    if (message === 'close') {
      this.isClosing = true;
      return;
    }
    for (let at = 0; at < message.length;) {
      // The sending side writes names of the same table only.
      const name = message[at] as string;
      const end = at + 1 + (this.#operations[name]?.arity ?? 0);
      this.#calls.push({ name, values: message.slice(at + 1, end) });
      at = end;
    }
  }

  /** Takes in what arrived while the thread worked: that is the whole of the grouping, so an idle store never waits. */
  receiveWaiting(): void {
    // The port carries what the main side posts, nothing else.
    let next: { message: ToWorker } | undefined = receiveMessageOnPort(this.#port);
    while (next !== undefined) {
      this.receive(next.message);
      next = receiveMessageOnPort(this.#port);
    }
  }

  /** The waiting calls from the first on, without taking them. */
  *[Symbol.iterator](): Generator<Call, void> {
    for (let at = this.#first; at < this.#calls.length; at += 1) {
      const call = this.#calls[at];
      if (call !== undefined) yield call;
    }
  }

  get size(): number {
    return this.#calls.length - this.#first;
  }

  drop(count: number): void {
    this.#first += count;
    if (this.#first < this.#calls.length) return;
    this.#calls = [];
    this.#first = 0;
  }
}

/** Runs the call that its name stands for. */
export function runCall(answers: object, call: Call): unknown {
  // `operations.ts` holds names and numbers of parameters to each other, and the main side is typed by them.
  const functions = answers as Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;
  const answer = functions[call.name];
  if (answer === undefined) throw new TypeError(`no call is named ${call.name}`);
  return answer(...call.values);
}
