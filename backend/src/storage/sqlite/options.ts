import type { StoreHealth } from '../store.js';

export interface SqliteStoreOptions {
  /** Made when it is not there; this store is its only user while it is open. */
  readonly directory: string;
  /** What a call waits at most before it rejects with `StoreTimeout`; 10 s unless given. */
  readonly deadlineMs?: number;
  /** Calls of one kind (reads, writes) that may wait; beyond, they reject at once. 20,000 unless given. */
  readonly maxWaiting?: number;
  /** How often a failed database is tried again; 1 s unless given. */
  readonly probeIntervalMs?: number;
  /** How long to wait for a lock that someone else holds on the database, such as a shell or a backup; 5 s unless given. */
  readonly busyTimeoutMs?: number;
  /** A quota on the database, in pages of 4 KiB; writes beyond are refused as on a full disk. None unless given. */
  readonly maxPages?: number;
  /** Called when writes stop or work again. */
  readonly onHealthChange?: (health: StoreHealth) => void;
  /** Called once when a thread died: the store is of no further use, the process should end. */
  readonly onFatal?: (error: Error) => void;
}
