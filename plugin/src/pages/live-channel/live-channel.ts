import {
  ChatClient,
  type ChatClientOptions,
  type HistoryPage,
  type HistorySource,
  type Subscription,
} from '@chatwatch/client';
import { watchConnection } from './connection/watch-connection';
import { DeliveryMeter } from './delivery/delivery-meter';
import { FrameBatch, type Frames } from './frame-batch';
import { createLiveStore, type LiveStore } from './live-state';
import { applyArrivals, type Arrival, prepend, replaced, trim } from './log/changes';
import { type ChannelLog, oldestSeq } from './log/channel-log';
import { messageReader } from './log/live-message';

/** How a channel is followed. */
export interface LiveChannelOptions extends Pick<ChatClientOptions, 'url' | 'ticket' | 'backoff' | 'WebSocket'> {
  readonly channelId: string;
  readonly history: HistorySource;
  /** Most messages held while the list follows, and while its reader is further up. */
  readonly bounds?: Bounds;
  readonly frames?: Frames;
}

interface Bounds {
  readonly following: number;
  readonly reading: number;
}

/** Room above the first is for older pages, which would push out what was loaded just now. */
const BOUNDS: Bounds = { following: 100_000, reading: 120_000 };
/** Messages of a page of history; the most the service gives. */
const PAGE = 100;

/**
 * Follows one channel for a page that only looks: history, then every entry as it comes, over reconnects. It reports no
 * delivery times to the service, as a watching page in a background tab would spoil the figures of those who read.
 */
export class LiveChannel {
  readonly store: LiveStore = createLiveStore();
  readonly meter = new DeliveryMeter();
  readonly client: ChatClient;
  readonly #options: LiveChannelOptions;
  readonly #bounds: Bounds;
  readonly #batch: FrameBatch<Arrival>;
  readonly #read = messageReader();
  readonly #closing = new AbortController();
  #subscription: Subscription | undefined;

  constructor({ channelId, history, bounds = BOUNDS, frames, ...connection }: LiveChannelOptions) {
    this.#options = { channelId, history, ...connection };
    this.#bounds = bounds;
    this.#batch = new FrameBatch(
      (arrivals) => {
        this.#apply(arrivals);
      },
      { frames },
    );
    this.client = new ChatClient({
      ...connection,
      history,
      reportsReceipts: false,
      onDelivery: (deliveryMs) => {
        this.meter.record(deliveryMs);
        this.#batch.amendLast((arrival) => ({ ...arrival, deliveryMs }));
      },
    });
    watchConnection(this.client, this.store);
    // What goes wrong in the background is tried again by the client, and shows as the state of the connection.
    this.client.on('error', () => undefined);
    this.client.on('ready', () => {
      if (this.store.getState().phase === 'failed') this.retry();
    });
  }

  /** Begins; everything after is in the store. */
  open(): void {
    // A failure is told by the `closed` event, too.
    this.client.connect().catch(() => undefined);
    void this.#load();
  }

  /** Tries again what failed. */
  retry(): void {
    this.store.setState((state) => {
      state.phase = 'loading';
      state.error = undefined;
    });
    this.open();
  }

  /** Whether no older messages can be held. */
  isFull({ count }: Pick<ChannelLog, 'count'>): boolean {
    return count >= this.#bounds.reading;
  }

  /** Loads the page before the oldest message that is held, unless one is on its way or no more can be held. */
  async loadOlder(): Promise<void> {
    const { log, older } = this.store.getState();
    const before = oldestSeq(log);
    if (before === undefined || !log.hasOlder || older === 'loading' || this.isFull(log)) return;
    this.store.setState({ older: 'loading', olderError: undefined });
    try {
      const page = await this.#page({ before });
      if (this.#closing.signal.aborted) return;
      this.store.setState((state) => {
        state.older = 'idle';
        // What was dropped meanwhile leaves a hole between the page and the rest.
        if (oldestSeq(state.log) === before) prepend(state.log, page, this.#read);
      });
    } catch (error) {
      if (!this.#closing.signal.aborted) this.store.setState({ older: 'failed', olderError: error });
    }
  }

  /** Ends everything; nothing changes afterwards. */
  close(): void {
    this.#closing.abort();
    this.#batch.clear();
    this.client.close();
  }

  #page(query: { before?: number }): Promise<HistoryPage> {
    const { history, channelId } = this.#options;
    return history.history(channelId, { ...query, limit: PAGE }, { signal: this.#closing.signal });
  }

  async #load(): Promise<void> {
    try {
      const page = await this.#page({});
      if (this.#closing.signal.aborted) return;
      this.#show(page);
      this.#subscribe(page.head);
    } catch (error) {
      this.#failed(error);
    }
  }

  #show(page: HistoryPage): void {
    this.#batch.clear();
    this.store.setState({ phase: 'shown', error: undefined, log: replaced(page, this.#read), older: 'idle' });
  }

  #subscribe(afterSeq: number): void {
    this.#subscription?.unsubscribe();
    this.#subscription = this.client.subscribe(this.#options.channelId, {
      afterSeq,
      onEntry: (frame) => {
        this.#batch.push({ frame });
      },
      onSubscribed: ({ missed }) => {
        this.#count('recovered', missed);
      },
      onReset: (page) => {
        this.#show(page);
        this.#count('refetched', 1);
      },
      onEnd: (error) => {
        this.#failed(error);
      },
    });
  }

  #count(what: 'recovered' | 'refetched', by: number): void {
    if (by === 0) return;
    this.store.setState(({ connection }) => {
      connection[what] += by;
    });
  }

  #failed(error: unknown): void {
    if (this.#closing.signal.aborted) return;
    this.store.setState({ phase: 'failed', error });
  }

  #apply(arrivals: readonly Arrival[]): void {
    this.store.setState(({ log, isFollowing }) => {
      applyArrivals(log, arrivals, this.#read);
      trim(log, isFollowing ? this.#bounds.following : this.#bounds.reading);
    });
  }
}
