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

/** A frame as it came. The service under load speaks the protocol; what a frame says is what scenarios check. */
export const parseFrame = (text: string): ServerFrame => JSON.parse(text) as ServerFrame;
