import type { RefusalCode } from '../errors.js';
import type { StoreHealth } from '../store.js';

/** What `workerData` carries. */
export interface WorkerOptions {
  readonly role: 'writer' | 'reader';
  readonly directory: string;
  readonly busyTimeoutMs: number;
  readonly probeIntervalMs: number;
  readonly maxPages?: number;
}

/** Calls of one turn, flat: a name, then as many values as its arity, and so on. `close` ends the thread in order. */
export type ToWorker = readonly unknown[] | 'close';

/** Why a call has no result; errors do not cross threads whole, so their parts do. */
export interface Failure {
  /** Place in the reply's results. */
  readonly index: number;
  readonly kind: 'unavailable' | 'rejected';
  readonly message: string;
  readonly isOutcomeUnknown: boolean;
  /** SQLite's own code, where it was the cause. */
  readonly sqliteCode?: string;
}

/** Answers in the order of the calls. */
export interface Reply {
  readonly type: 'reply';
  readonly results: readonly unknown[];
  readonly failures: readonly Failure[];
  /** Of the writer, when the group was committed. */
  readonly commitSeconds?: number;
}

export type FromWorker =
  | Reply
  /** The thread takes calls now, whether or not the database works. */
  | { readonly type: 'opened' }
  /** Starting again will not help, a person has to. */
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly type: 'health'; readonly health: StoreHealth };
