/**
 * Every wait on MongoDB ends by one of these, in milliseconds. `timeoutMS` of the driver (7.9) bounds nothing, and a
 * server that falls silent would hold a call for ever.
 */
export const WAITS = {
  /** What a caller waits for a read, and for a write. */
  readMs: 2_000,
  writeMs: 5_000,
  /** How long a write may be tried again before it is given up; the rest of `writeMs` is for the last try. */
  retryMs: 4_000,
  /** The server ends a read by itself, a little before its caller gives up. */
  serverReadMs: 1_800,
  /** Until a primary is known. A mongod that is started again takes one to three seconds. */
  serverSelectionMs: 2_000,
  /** Until a connection of the pool is free; a burst of writes may wait as long as their tries. */
  checkOutMs: 3_000,
  connectMs: 2_000,
  /** A connection with no answer for so long is closed, which frees the call's slot. */
  socketMs: 6_000,
  /** How often the driver looks at each server; with `connectMs` it is when silence is noticed. */
  heartbeatMs: 1_000,
  /** The first contact at the start. */
  startMs: 15_000,
  /** Building indexes over what is there already. */
  prepareMs: 600_000,
  /** Own pings for readiness, and how long one may take. */
  pingEveryMs: 500,
  pingMs: 1_000,
} as const;

/** Calls under way, of reads and of writes each; beyond, they are refused at once, so that memory stays flat. */
export const MAX_CALLS = 10_000;
