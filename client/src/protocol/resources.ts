/** What REST answers and WebSocket frames are made of. Times are ISO 8601 UTC, ids opaque strings. */

export type ChannelType = 'public' | 'private' | 'direct';

export type UserStatus = 'online' | 'away' | 'busy' | 'offline';

/** The part of a user that rides on every message. */
export interface Author {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl: string | null;
}

export interface User extends Author {
  readonly status: UserStatus;
  readonly lastSeenAt: string | null;
  /** Present only for oneself and for administrators. */
  readonly email?: string;
}

/** Whether a user is there. */
export interface Presence {
  readonly userId: string;
  readonly status: UserStatus;
  /** When he connected, set a status, or lost his last connection. */
  readonly lastSeenAt: string | null;
}

/** A status to set. */
export interface StatusUpdate {
  readonly userId: string;
  readonly status: UserStatus;
}

/** Of the distinct ids of a bulk write: how many exist, and how many of these were changed. */
export interface BulkResult {
  readonly matched: number;
  readonly modified: number;
}

export interface Session {
  readonly user: User;
  /** Bearer token of the user. */
  readonly token: string;
}

/** Opens one WebSocket, for reading, without a token. */
export interface Ticket {
  readonly ticket: string;
  /** By when it must have been used. */
  readonly expiresAt: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly ownerId: string;
  readonly createdAt: string;
  /** Members besides those who merely read a public channel; present on a single channel. */
  readonly memberIds?: readonly string[];
}

/** A file that a message carries, or that one has uploaded for one. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  /** A media type, found by the content. */
  readonly type: string;
  readonly sizeBytes: number;
}

export interface Message {
  readonly channelId: string;
  /** Place in the channel's log, from 1 without holes over messages, edits and deletions. */
  readonly seq: number;
  readonly id: string;
  readonly author: Author;
  /** 1 to 16,384 bytes of UTF-8; empty once deleted, or beside a file. */
  readonly content: string;
  readonly files: readonly FileReference[];
  readonly createdAt: string;
  readonly editedAt?: string;
  readonly deletedAt?: string;
}

/** A page of history: the channel's state at `head`. */
export interface HistoryPage {
  readonly messages: readonly Message[];
  /** The log's last number, 0 when empty; subscribing with `afterSeq: head` goes on from there exactly. */
  readonly head: number;
  /** Whether more messages lie beyond this page in the direction asked for. */
  readonly hasMore: boolean;
}

/** RFC 9457 problem details, the body of every failed request. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}
