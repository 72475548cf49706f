import { channel } from 'node:diagnostics_channel';

/**
 * What the core tells whoever listens: metrics, logs and error reports subscribe, the core imports none of them.
 * Hot paths ask `hasSubscribers` first, so that without listeners nothing is even allocated.
 */

/** A call to the store ended; durations are what the caller waited. */
export interface QueryEvent {
  readonly operation: string;
  readonly collection: string;
  readonly durationSeconds: number;
  readonly isError: boolean;
}

/** A group of writes was committed together. */
export interface CommitEvent {
  readonly writes: number;
  readonly durationSeconds: number;
}

/** A message became durable and was handed to the room. */
export interface MessageStoredEvent {
  readonly channelType: string;
  /** From taking the send in to the durable commit. */
  readonly persistSeconds: number;
}

/** Names carry the service's prefix, as diagnostics channels are global to the process. */
export const events = {
  query: channel('chatwatch:store:query'),
  commit: channel('chatwatch:store:commit'),
  messageStored: channel('chatwatch:message:stored'),
} as const;
