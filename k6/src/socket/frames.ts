/** The frames of the protocol that scenarios look into; `docs/protocol.md` has them all. */
export interface LogEntry {
  readonly type: 'message' | 'message_updated' | 'message_deleted';
  readonly channelId: string;
  readonly seq: number;
  /** Of a message. */
  readonly content?: string;
  /** Of a message: when the service took it in. */
  readonly acceptedAt?: string;
}

export interface Ready {
  readonly type: 'ready';
  readonly userId: string;
  readonly limits: { readonly receiptSamples: number };
}

/** Answers a request, whose `id` it repeats. */
export interface Answer {
  readonly type: 'subscribed' | 'unsubscribed' | 'ack' | 'pong' | 'error';
  readonly id: number;
  readonly code?: string;
  readonly message?: string;
  readonly head?: number;
  readonly missed?: number;
  readonly recovered?: boolean;
  readonly seq?: number;
  readonly target?: number;
  readonly duplicate?: boolean;
  readonly serverTime?: string;
}

interface Other {
  readonly type: 'typing' | 'presence' | 'draining';
}

export type ServerFrame = LogEntry | Ready | Answer | Other;

/** Whether a frame is an entry of a channel's log. */
export const isLogEntry = (frame: ServerFrame): frame is LogEntry =>
  frame.type === 'message' || frame.type === 'message_updated' || frame.type === 'message_deleted';

/** Of which there are as many as of messages, and whose content no scenario looks at. */
const UNREAD = [/^\{"type":"typing"/, /^\{"type":"presence"/];

/**
 * A frame as it came; undefined for one that is not looked into. The service under load speaks the protocol; what a
 * frame says is what scenarios check.
 */
export function parseFrame(text: string): ServerFrame | undefined {
  return UNREAD.some((pattern) => pattern.test(text)) ? undefined : (JSON.parse(text) as ServerFrame);
}
