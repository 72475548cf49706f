import type { ChatError } from '../errors.js';
import type { LogFrame, SubscribedFrame } from '../protocol/frames.js';
import type { HistoryPage } from '../protocol/resources.js';

export interface SubscribeOptions {
  /** Last entry the application has, as `head` of a page of history; without it, live from now. */
  readonly afterSeq?: number;
  /** Every entry of the log once and in order; `isLive` is false for what was missed and came on resume. */
  readonly onEntry: (entry: LogFrame, isLive: boolean) => void;
  /**
   * Too much was missed to be resumed: what the application has of the channel is replaced by this page, the newest of
   * its history, and entries go on after its `head`. Without a history source the page has no messages.
   */
  readonly onReset?: (page: HistoryPage) => void;
  /** The server took the subscription, at first and after every reconnect; entries follow. */
  readonly onSubscribed?: (frame: SubscribedFrame) => void;
  /** Another user types; best effort. */
  readonly onTyping?: (userId: string) => void;
  /** Refused or ended by the server, once and for good; without it, the client's `error` event tells. */
  readonly onEnd?: (error: ChatError) => void;
}

/** A channel's log as one reader follows it. */
export interface Subscription {
  readonly channelId: string;
  /** Number of the last entry seen; undefined until the server told where live begins. */
  readonly seq: number | undefined;
  /** Whether entries come as they happen. */
  readonly isLive: boolean;
  /** Ends it; nothing is called after. */
  unsubscribe(): void;
}
