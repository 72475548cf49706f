import type { ChatError } from '../errors.js';
import { ChatRefusedError, ChatTimeoutError, OutboxFullError } from '../errors.js';
import type {
  ChangeAckFrame,
  DeleteFrame,
  EditFrame,
  ErrorFrame,
  SendAckFrame,
  SendFrame,
} from '../protocol/frames.js';
import type { CallOptions } from '../rest/deadline.js';
import { reasonOf } from '../rest/deadline.js';
import { fullJitterMs, type Backoff } from '../timing/backoff.js';
import type { Clock } from '../timing/clock.js';
import type { ChatStats } from './stats.js';
import type { Transport } from './transport.js';

export type AckFrame = SendAckFrame | ChangeAckFrame;
type ChangeRequest = Omit<EditFrame, 'id'> | Omit<DeleteFrame, 'id'>;
type SendRequest = Omit<SendFrame, 'id'>;

export interface OutboxOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoff: Backoff;
  readonly stats: ChatStats;
  /** Most requests that wait for an answer at a time. */
  readonly outboxLimit: number;
  /** Longest a request waits for its answer, milliseconds. */
  readonly requestTimeoutMs: number;
}

interface Entry {
  readonly body: SendRequest | ChangeRequest;
  /** Place among all requests; a repetition keeps it. */
  readonly order: number;
  readonly resolve: (ack: AckFrame) => void;
  readonly reject: (error: Error) => void;
  /** Number of the transmission that is not answered yet. */
  requestId: number | undefined;
  wasSent: boolean;
  /** Takes away the timer and the signal's listener. */
  release: () => void;
}

/** Most requests under way at once; bounds how many a refusal can overtake. */
const WINDOW = 128;

/**
 * Holds writes until the server acknowledged them: in order, again after a reconnect (sends with their `clientId`,
 * edits and deletions as they are, all of which the server stores once). A refusal that passes pauses everything with
 * full jitter and goes on with one request at a time, doubling with every acknowledgement, so that order is lost only
 * between requests that were under way together when the refusal came.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #inFlight = new Map<number, Entry>();
  #queued: Entry[] = [];
  #order = 0;
  #window = WINDOW;
  #refusals = 0;
  #cancelHold: (() => void) | undefined;
  #closedBy: ChatError | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes a write; what a send resolves to is a send's ack, what a change resolves to a change's. */
  request(body: SendRequest, options?: CallOptions): Promise<SendAckFrame>;
  request(body: ChangeRequest, options?: CallOptions): Promise<ChangeAckFrame>;
  request(body: SendRequest | ChangeRequest, options: CallOptions = {}): Promise<AckFrame> {
    return new Promise((resolve, reject) => {
      const failure = this.#refusal(options.signal);
      if (failure !== undefined) {
        reject(failure);
        return;
      }
      const order = this.#order++;
      const entry: Entry = {
        body,
        order,
        resolve,
        reject,
        requestId: undefined,
        wasSent: false,
        release: () => undefined,
      };
      entry.release = this.#bound(entry, options);
      this.#queued.push(entry);
      this.#flush();
    });
  }

  /** The connection is ready: what was under way goes first, then what waits. */
  ready(): void {
    this.#flush();
  }

  /** The connection is lost: nothing under way will be answered. */
  disconnected(): void {
    for (const entry of this.#inFlight.values()) entry.requestId = undefined;
    this.#queued = [...this.#inFlight.values(), ...this.#queued].sort((a, b) => a.order - b.order);
    this.#inFlight.clear();
  }

  acknowledged(ack: AckFrame): void {
    const entry = this.#take(ack.id);
    if (entry === undefined) return;
    this.#refusals = 0;
    this.#window = Math.min(WINDOW, this.#window * 2);
    entry.release();
    entry.resolve(ack);
    this.#flush();
  }

  /** Takes the answer when it is to one of its requests. */
  refused(frame: ErrorFrame): boolean {
    const entry = frame.id === undefined ? undefined : this.#take(frame.id);
    if (entry === undefined) return false;
    if (frame.retryable) this.#repeatLater(entry);
    else this.#fail(entry, new ChatRefusedError(frame.code, frame.message, false));
    this.#flush();
    return true;
  }

  /** Rejects all that waits, and all that is asked from now on. */
  close(error: ChatError): void {
    this.#closedBy = error;
    this.#cancelHold?.();
    this.#cancelHold = undefined;
    this.disconnected();
    for (const entry of this.#queued.splice(0)) this.#fail(entry, error);
  }

  /** Takes requests again after `close`. */
  open(): void {
    this.#closedBy = undefined;
  }

  #refusal(signal: AbortSignal | undefined): Error | undefined {
    const { outboxLimit } = this.#options;
    if (this.#closedBy !== undefined) return this.#closedBy;
    if (signal?.aborted === true) return reasonOf(signal);
    return this.#queued.length + this.#inFlight.size >= outboxLimit ? new OutboxFullError(outboxLimit) : undefined;
  }

  #bound(entry: Entry, { signal, timeoutMs = this.#options.requestTimeoutMs }: CallOptions): () => void {
    const cancelTimer = this.#options.clock.after(timeoutMs, () => {
      this.#abandon(entry, new ChatTimeoutError(entry.body.type, timeoutMs));
    });
    if (signal === undefined) return cancelTimer;
    const onAbort = () => {
      this.#abandon(entry, reasonOf(signal));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    return () => {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
    };
  }

  #flush(): void {
    const { transport } = this.#options;
    while (transport.isReady && this.#cancelHold === undefined && this.#inFlight.size < this.#window) {
      const entry = this.#queued.shift();
      if (entry === undefined) return;
      this.#transmit(entry);
    }
  }

  #transmit(entry: Entry): void {
    const { transport, stats } = this.#options;
    const id = transport.nextRequestId();
    try {
      transport.transmit({ ...entry.body, id });
    } catch (error) {
      this.#fail(entry, error instanceof Error ? error : new Error('not sent', { cause: error }));
      return;
    }
    if (entry.wasSent) stats.resent++;
    entry.wasSent = true;
    entry.requestId = id;
    this.#inFlight.set(id, entry);
  }

  #repeatLater(entry: Entry): void {
    const later = this.#queued.findIndex((other) => other.order > entry.order);
    this.#queued.splice(later === -1 ? this.#queued.length : later, 0, entry);
    this.#window = 1;
    if (this.#cancelHold !== undefined) return;
    const { clock, backoff, random } = this.#options;
    this.#cancelHold = clock.after(fullJitterMs(this.#refusals++, backoff, random), () => {
      this.#cancelHold = undefined;
      this.#flush();
    });
  }

  #abandon(entry: Entry, error: Error): void {
    if (entry.requestId !== undefined) this.#inFlight.delete(entry.requestId);
    else this.#queued = this.#queued.filter((other) => other !== entry);
    this.#fail(entry, error);
    this.#flush();
  }

  #fail(entry: Entry, error: Error): void {
    entry.release();
    entry.reject(error);
  }

  #take(requestId: number): Entry | undefined {
    const entry = this.#inFlight.get(requestId);
    if (entry === undefined) return undefined;
    this.#inFlight.delete(requestId);
    entry.requestId = undefined;
    return entry;
  }
}
