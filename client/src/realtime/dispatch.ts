import { ChatRefusedError, type ChatError } from '../errors.js';
import type {
  ChangeAckFrame,
  DrainingFrame,
  ErrorFrame,
  LogFrame,
  PongFrame,
  PresenceFrame,
  SendAckFrame,
  ServerFrame,
  TypingNoticeFrame,
} from '../protocol/frames.js';
import type { ClockSync } from './clock-sync.js';
import type { Outbox } from './outbox.js';
import type { Receipts } from './receipts.js';
import type { Subscriptions } from './subscriptions.js';

/** Who takes which frame. */
export interface Receivers {
  readonly subscriptions: Subscriptions;
  readonly outbox: Outbox;
  readonly receipts: Receipts;
  readonly clockSync: ClockSync;
  typing(frame: TypingNoticeFrame): void;
  presence(frame: PresenceFrame): void;
  draining(frame: DrainingFrame): void;
  /** A refusal of a frame that awaits no answer. */
  readonly refused: (error: ChatError) => void;
}

/** Hands a frame to its receiver; the frequent ones first. Frames of a later version are passed over. */
export function dispatch(frame: ServerFrame, receivers: Receivers): void {
  switch (frame.type) {
    case 'message':
      if (receivers.subscriptions.entry(frame)) receivers.receipts.record(frame);
      return;
    case 'message_updated':
    case 'message_deleted':
      receivers.subscriptions.entry(frame);
      return;
    case 'ack':
      receivers.outbox.acknowledged(frame);
      return;
    case 'pong':
      receivers.clockSync.pong(frame);
      return;
    case 'error':
      dispatchError(frame, receivers);
      return;
    default:
      dispatchRare(frame, receivers);
  }
}

function dispatchError(frame: ErrorFrame, { outbox, subscriptions, refused }: Receivers): void {
  if (outbox.refused(frame) || subscriptions.refused(frame)) return;
  refused(new ChatRefusedError(frame.code, frame.message, frame.retryable));
}

type FrequentFrame = LogFrame | SendAckFrame | ChangeAckFrame | PongFrame | ErrorFrame;

function dispatchRare(frame: Exclude<ServerFrame, FrequentFrame>, receivers: Receivers): void {
  switch (frame.type) {
    case 'subscribed':
      receivers.subscriptions.subscribed(frame);
      return;
    case 'unsubscribed':
      receivers.subscriptions.unsubscribed(frame);
      return;
    case 'typing':
      receivers.subscriptions.typing(frame);
      receivers.typing(frame);
      return;
    case 'presence':
      receivers.presence(frame);
      return;
    case 'draining':
      receivers.draining(frame);
      return;
    default:
  }
}
