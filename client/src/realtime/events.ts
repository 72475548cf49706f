import type { ChatClosedError } from '../errors.js';
import type { DrainingFrame, PresenceFrame, ReadyFrame, TypingNoticeFrame } from '../protocol/frames.js';
import type { ConnectionState, Disconnection } from './connection.js';

/** What a `ChatClient` tells, by name. */
export interface ChatEvents {
  /** The state changed; told after the event that says why. */
  state: ConnectionState;
  /** A connection is up, at first and after every reconnect; subscriptions and writes go on by themselves. */
  ready: ReadyFrame;
  /** The connection was lost and will be tried again. */
  disconnected: Disconnection;
  /** No more attempts: the server forbade them, or `close()` was called (an error without `closeCode`). */
  closed: ChatClosedError;
  /** The server will close soon; nothing to do. */
  draining: DrainingFrame;
  presence: PresenceFrame;
  /** Also told to the channel's subscription. */
  typing: TypingNoticeFrame;
  /**
   * A failure in the background: a handler of the application threw, history could not be fetched, a best-effort frame
   * was refused. Thrown as an uncaught error where nobody listens.
   */
  error: unknown;
}
