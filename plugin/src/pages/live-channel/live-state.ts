import type { ConnectionState, Disconnection } from '@chatwatch/client';
import { immer } from 'zustand/middleware/immer';
import { createStore } from 'zustand/vanilla';
import { type ChannelLog, EMPTY_LOG, newestSeq } from './log/channel-log';

/** How the connection stands, for people. */
export interface ConnectionView {
  readonly state: ConnectionState;
  /** It has been ready at least once. */
  readonly wasReady: boolean;
  /** Attempts that failed since it was last ready. */
  readonly failures: number;
  /** When the next attempt is made, milliseconds since the epoch; only while it waits for that. */
  readonly retryAt?: number;
  /** How it last ended: the WebSocket's close code and reason. */
  readonly end?: Pick<Disconnection, 'code' | 'reason'>;
  /** Why it is not tried again; only where it is closed for good. */
  readonly closedBy?: unknown;
  /** Entries that came on resume after the connection was away. */
  readonly recovered: number;
  /** Times that more was missed than the service replays, and the newest page was fetched instead. */
  readonly refetched: number;
}

/** What the page shows of one channel. */
export interface LiveState {
  /** `failed`: there is nothing to show, for the reason in `error`. */
  readonly phase: 'loading' | 'shown' | 'failed';
  readonly error?: unknown;
  readonly log: ChannelLog;
  /** Whether older messages are being loaded, or why they could not be. */
  readonly older: 'idle' | 'loading' | 'failed';
  readonly olderError?: unknown;
  /** The list sticks to its end. */
  readonly isFollowing: boolean;
  /** Number of the newest message when the list stopped to follow. */
  readonly readUpTo: number;
  readonly connection: ConnectionView;
}

const INITIAL: LiveState = {
  phase: 'loading',
  log: EMPTY_LOG,
  older: 'idle',
  isFollowing: true,
  readUpTo: 0,
  connection: { state: 'closed', wasReady: false, failures: 0, recovered: 0, refetched: 0 },
};

/** A new store; states are never changed, and what did not change stays the same object. */
export const createLiveStore = () => createStore<LiveState>()(immer(() => INITIAL));

/** Where the state of one channel is kept. */
export type LiveStore = ReturnType<typeof createLiveStore>;

/** The reader went to the end of the list, or left it. */
export function setFollowing(store: LiveStore, isFollowing: boolean): void {
  if (store.getState().isFollowing === isFollowing) return;
  store.setState((state) => {
    state.isFollowing = isFollowing;
    state.readUpTo = newestSeq(state.log);
  });
}
