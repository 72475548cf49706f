import type { LogFrame } from '@chatwatch/client';

/** A durable log entry on its way to subscribers. */
export interface PublishedEntry {
  readonly channelId: string;
  readonly seq: number;
  readonly frame: LogFrame;
  /** When the commit was known, on the clock of `performance.now()`. */
  readonly durableAt: number;
}

/** Where the chat service hands durable entries to; delivery is best effort, the store is the truth. */
export interface Publisher {
  publish(entry: PublishedEntry): void;
  /**
   * The log has this number, of which readers may not have been told: whoever wrote it was told of no outcome, or did not
   * live to tell. Readers get it from the store.
   */
  reached(channelId: string, seq: number): void;
  /** A write ended without an outcome: it may become durable yet, and nobody will say so. */
  doubted(channelId: string): void;
  /** Members of the channel were added or removed: what other nodes keep of them is not true any more. */
  membersChanged(channelId: string): void;
  /** The user may no longer see the channel: live subscriptions end. */
  memberRemoved(channelId: string, userId: string): void;
}
