import { StoreUnavailable } from '../../errors.js';
import type { AppendResult, NewMessage } from '../../store.js';
import { WAITS } from '../limits.js';

/** A send that waits for its number. */
export interface PendingAppend {
  readonly kind: 'append';
  readonly message: NewMessage;
  /** On the clock of `performance.now()`, as all times here. */
  readonly startedAt: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
  /** The number that it is being sent with. */
  triedSeq: number;
  /** Numbers that it was sent with to no known outcome: under one of them it may be stored. */
  readonly unknownSeqs: number[];
}

/** Something else that takes numbers of the log, in its turn. */
export interface PendingTask {
  readonly kind: 'task';
  readonly startedAt: number;
  readonly reject: (error: Error) => void;
  /** Never rejects; answers the log's last number where it knows it. */
  readonly run: () => Promise<number | undefined>;
}

/** How long a channel counts as written by another node, too: its last number is read before each insert. */
const SHARED_MS = 30_000;

/** After a race that was lost in spite of that, how long numbers are taken in transactions. */
const CONTENDED_MS = 250;

/** What waits for numbers of one channel, in the order of the calls, and what is known of its log. */
export class ChannelLane {
  readonly channelId: string;
  /** The log's last number, durable for sure; undefined: to be read. Another node may have gone on since. */
  head: number | undefined;
  /** Something of it is under way: the next waits for its end. */
  isBusy = false;
  /** Tries in a row that brought nothing further. */
  failures = 0;
  #sharedUntil = 0;
  #contendedUntil = 0;
  #waiting: (PendingAppend | PendingTask)[] = [];

  constructor(channelId: string) {
    this.channelId = channelId;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Another node wrote the channel a while ago, so what is remembered of its log is likely old. */
  get isShared(): boolean {
    return this.#sharedUntil > performance.now();
  }

  /** Takes over the log's last number as it was read. */
  refresh(head: number): void {
    if (this.head !== undefined && this.head !== head) this.#sharedUntil = performance.now() + SHARED_MS;
    this.head = head;
  }

  /** The number after what was remembered, or had just been read, is another node's. */
  lostRace(hadJustRead: boolean): void {
    this.#sharedUntil = performance.now() + SHARED_MS;
    if (hadJustRead) this.isContended = true;
    this.head = undefined;
  }

  /** Another node writes the same channel at this moment. */
  get isContended(): boolean {
    return this.#contendedUntil > performance.now();
  }

  set isContended(isContended: boolean) {
    this.#contendedUntil = isContended ? performance.now() + CONTENDED_MS : 0;
  }

  /** Whether what is next may not share an insert with other channels. */
  get isAlone(): boolean {
    return this.#waiting[0]?.kind === 'task' || this.isContended;
  }

  push(pending: PendingAppend | PendingTask): void {
    this.#waiting.push(pending);
  }

  /** Puts back what was taken and could not be stored, before all that came later. */
  putBack(appends: readonly PendingAppend[]): void {
    if (appends.length > 0) this.#waiting = [...appends, ...this.#waiting];
  }

  /** Takes the sends up to the next task, at most `limit`. */
  takeAppends(limit: number): PendingAppend[] {
    this.#refuseExpired();
    const taken: PendingAppend[] = [];
    for (const pending of this.#waiting) {
      if (pending.kind !== 'append' || taken.length === limit) break;
      taken.push(pending);
    }
    this.#waiting.splice(0, taken.length);
    return taken;
  }

  takeTask(): PendingTask | undefined {
    this.#refuseExpired();
    const [first] = this.#waiting;
    if (first?.kind !== 'task') return undefined;
    this.#waiting.shift();
    return first;
  }

  /** Those that waited too long for their first or next try; they are the first, as each came later than the last. */
  #refuseExpired(): void {
    const expiredAt = performance.now() - WAITS.retryMs;
    while (this.#waiting[0] !== undefined && this.#waiting[0].startedAt < expiredAt) {
      const pending = this.#waiting.shift();
      const isOutcomeUnknown = pending?.kind === 'append' && pending.unknownSeqs.length > 0;
      pending?.reject(new StoreUnavailable('the write waited too long for the database', { isOutcomeUnknown }));
    }
  }
}
