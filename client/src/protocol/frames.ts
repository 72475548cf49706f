import type { Message, UserStatus } from './resources.js';

/** Version of the WebSocket protocol this package speaks, sent in `hello`. */
export const PROTOCOL_VERSION = 1;

/** First frame of a connection, within 5 s; no credentials where the upgrade carried a bearer token. */
export interface HelloFrame {
  readonly type: 'hello';
  readonly protocol: number;
  readonly token?: string;
  readonly ticket?: string;
}

/** Asks for a channel's log, live from now or from after `afterSeq`. */
export interface SubscribeFrame {
  readonly type: 'subscribe';
  readonly id: number;
  readonly channelId: string;
  readonly afterSeq?: number;
}

export interface UnsubscribeFrame {
  readonly type: 'unsubscribe';
  readonly id: number;
  readonly channelId: string;
}

/** Sends a message; repeating it with the same `clientId` stores nothing twice. */
export interface SendFrame {
  readonly type: 'send';
  readonly id: number;
  readonly channelId: string;
  readonly clientId: string;
  readonly content: string;
  readonly fileIds?: readonly string[];
}

export interface EditFrame {
  readonly type: 'edit';
  readonly id: number;
  readonly channelId: string;
  readonly seq: number;
  readonly content: string;
}

export interface DeleteFrame {
  readonly type: 'delete';
  readonly id: number;
  readonly channelId: string;
  readonly seq: number;
}

/** Best effort, not answered. */
export interface TypingFrame {
  readonly type: 'typing';
  readonly channelId: string;
}

/** Best effort, not answered. */
export interface StatusFrame {
  readonly type: 'status';
  readonly status: UserStatus;
}

/** `t` comes back as it was sent. */
export interface PingFrame {
  readonly type: 'ping';
  readonly id?: number;
  readonly t: number;
}

/** The client's own delivery times, milliseconds from `acceptedAt` to receipt, offset removed; not answered. */
export interface ReceiptsFrame {
  readonly type: 'receipts';
  readonly samples: readonly { readonly deliveryMs: number }[];
}

export type ClientFrame =
  | HelloFrame
  | SubscribeFrame
  | UnsubscribeFrame
  | SendFrame
  | EditFrame
  | DeleteFrame
  | TypingFrame
  | StatusFrame
  | PingFrame
  | ReceiptsFrame;

/** Bounds of the connection, told once in `ready`. */
export interface ConnectionLimits {
  /** Largest frame the server reads, bytes. */
  readonly frameBytes: number;
  /** Largest content of a message, bytes of UTF-8. */
  readonly contentBytes: number;
  /** Most files of one message. */
  readonly filesPerMessage: number;
  /** Most log entries a resume replays; further behind is `recovered: false`. */
  readonly resumeEntries: number;
  /** Most channels one connection may be subscribed to. */
  readonly subscriptions: number;
  /** Most samples of one `receipts` frame. */
  readonly receiptSamples: number;
}

/** Answers `hello`; nothing else is answered before it. */
export interface ReadyFrame {
  readonly type: 'ready';
  readonly userId: string;
  readonly connectionId: string;
  readonly serverTime: string;
  /** Interval of the server's protocol pings, milliseconds. */
  readonly heartbeatMs: number;
  readonly limits: ConnectionLimits;
}

/** Answers `subscribe`; `missed` log entries follow it in order, then live ones. */
export interface SubscribedFrame {
  readonly type: 'subscribed';
  readonly id: number;
  readonly channelId: string;
  readonly head: number;
  /** False: too far behind, nothing of the gap is sent, history must be fetched. */
  readonly recovered: boolean;
  readonly missed: number;
}

/** Answers `unsubscribe`; without `id`, the subscription ended because membership of the channel did. */
export interface UnsubscribedFrame {
  readonly type: 'unsubscribed';
  readonly id?: number;
  readonly channelId: string;
}

/** Answers `send` after the write is durable, never before. */
export interface SendAckFrame {
  readonly type: 'ack';
  readonly id: number;
  readonly channelId: string;
  readonly clientId: string;
  readonly seq: number;
  readonly createdAt: string;
  /** The author's `clientId` was stored before; `seq` is that message's. */
  readonly duplicate: boolean;
}

/** Answers `edit` and `delete`: `seq` is the change's own number, `target` the message's. */
export interface ChangeAckFrame {
  readonly type: 'ack';
  readonly id: number;
  readonly channelId: string;
  readonly seq: number;
  readonly target: number;
}

export interface PongFrame {
  readonly type: 'pong';
  readonly id?: number;
  readonly t: number;
  readonly serverTime: string;
}

/** Refuses a request (`id`), or reports a frame that carried none. */
export interface ErrorFrame {
  readonly type: 'error';
  readonly id?: number;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/** A log entry: a new message, in its present state when it comes on resume. */
export interface MessageFrame extends Message {
  readonly type: 'message';
  /** When the server took the send in, before it was durable. */
  readonly acceptedAt: string;
}

/** A log entry: the message `target` has new content; empty when it was deleted later. */
export interface MessageUpdatedFrame {
  readonly type: 'message_updated';
  readonly channelId: string;
  readonly seq: number;
  readonly target: number;
  readonly content: string;
  readonly editedAt: string;
}

/** A log entry: the message `target` is deleted. */
export interface MessageDeletedFrame {
  readonly type: 'message_deleted';
  readonly channelId: string;
  readonly seq: number;
  readonly target: number;
  readonly deletedAt: string;
}

/** Ephemeral; may be dropped. */
export interface PresenceFrame {
  readonly type: 'presence';
  readonly userId: string;
  readonly status: UserStatus;
  readonly lastSeenAt: string | null;
}

/** Ephemeral; may be dropped; not sent to its author. */
export interface TypingNoticeFrame {
  readonly type: 'typing';
  readonly channelId: string;
  readonly userId: string;
}

/** The server is about to close with `ShuttingDown`; reconnect after the delay. */
export interface DrainingFrame {
  readonly type: 'draining';
  readonly reconnectAfterMs: number;
}

/** The entries of a channel's log, delivered live or on resume without a hole. */
export type LogFrame = MessageFrame | MessageUpdatedFrame | MessageDeletedFrame;

export type ServerFrame =
  | ReadyFrame
  | SubscribedFrame
  | UnsubscribedFrame
  | SendAckFrame
  | ChangeAckFrame
  | PongFrame
  | ErrorFrame
  | LogFrame
  | PresenceFrame
  | TypingNoticeFrame
  | DrainingFrame;
