import { ChatError, ChatRefusedError, ClientErrorCode } from '../errors.js';
import { ErrorCode } from '../protocol/codes.js';
import type { ErrorFrame, LogFrame, SubscribedFrame } from '../protocol/frames.js';
import type { HistoryPage } from '../protocol/resources.js';
import type { HistorySource } from '../rest/rest-client.js';
import { fullJitterMs } from '../timing/backoff.js';
import { refetch, type RefetchContext } from './refetch.js';
import type { ChatStats } from './stats.js';
import type { SubscribeOptions, Subscription } from './subscription.js';

/** What a subscription needs of those around it. */
export interface SubscriptionContext extends RefetchContext {
  readonly stats: ChatStats;
  readonly history?: HistorySource;
  /** Longest wait for `subscribed`, milliseconds. */
  readonly requestTimeoutMs: number;
  /** Asks the server and gives the request's id; the answer comes to `subscribed` or `refused`. */
  subscribe(subscription: ChannelSubscription, afterSeq: number | undefined): number;
  /** Tells the server to stop. */
  leave(channelId: string): void;
  /** It is over and can be forgotten. */
  ended(subscription: ChannelSubscription): void;
}

/** Tries with one position before it is given up; nodes are apart for less than the pauses between. */
const POSITION_TRIES = 4;

/** `idle`: not connected, or a pause before the next try. */
type Phase = 'idle' | 'subscribing' | 'live' | 'refetching' | 'ended';

/** Follows one channel over reconnects, gaps and resets; keeps the position itself. */
export class ChannelSubscription implements Subscription {
  readonly channelId: string;
  readonly options: SubscribeOptions;
  readonly #context: SubscriptionContext;
  #phase: Phase = 'idle';
  #seq: number | undefined;
  #resumedUpTo = 0;
  #requestId = 0;
  #positionRefusals = 0;
  /** Tries since the last entry came in order. */
  #attempt = 0;
  #cancel: () => void = () => undefined;

  constructor(channelId: string, options: SubscribeOptions, context: SubscriptionContext) {
    this.channelId = channelId;
    this.options = options;
    this.#context = context;
    this.#seq = options.afterSeq;
  }

  get seq(): number | undefined {
    return this.#seq;
  }

  get isLive(): boolean {
    return this.#phase === 'live';
  }

  /** The connection is ready. */
  start(): void {
    this.#attempt = 0;
    this.#positionRefusals = 0;
    this.#subscribe();
  }

  /** The connection is lost; the position stays. */
  stop(): void {
    this.#enter('idle');
  }

  unsubscribe(): void {
    if (this.#phase === 'ended') return;
    const isKnownToServer = this.#phase === 'live' || this.#phase === 'subscribing';
    this.#enter('ended');
    if (isKnownToServer) this.#context.leave(this.channelId);
    this.#context.ended(this);
  }

  /** Hands an entry on if it is the next one; true when it was and is live. */
  entry(frame: LogFrame): boolean {
    // Entries of an earlier subscribe, still under way when a new one was asked for, come again with that.
    if (this.#phase !== 'live' || this.#seq === undefined) return false;
    if (frame.seq !== this.#seq + 1) {
      if (frame.seq <= this.#seq) this.#context.stats.duplicates++;
      else this.#gap();
      return false;
    }
    this.#seq = frame.seq;
    this.#attempt = 0;
    this.#context.stats.received++;
    const isLive = frame.seq > this.#resumedUpTo;
    this.options.onEntry(frame, isLive);
    return isLive;
  }

  subscribed(frame: SubscribedFrame): void {
    if (!this.#isAnswered(frame.id)) return;
    const { stats } = this.#context;
    if (!frame.recovered) {
      stats.notRecovered++;
      this.#context.leave(this.channelId);
      this.#again(() => {
        this.#refetch(frame.head);
      });
      return;
    }
    if (this.#seq !== undefined) stats.recovered++;
    this.#seq ??= frame.head;
    this.#resumedUpTo = frame.head;
    this.#positionRefusals = 0;
    this.#enter('live');
    this.options.onSubscribed?.(frame);
  }

  refused({ id, code, message, retryable }: ErrorFrame): void {
    if (!this.#isAnswered(id)) return;
    if (retryable) {
      this.#subscribeLater();
      return;
    }
    const error = new ChatRefusedError(code, message, false);
    if (code === ErrorCode.BadRequest && this.#seq !== undefined) this.#positionRefused(error);
    else this.#end(error);
  }

  /** The server ended a running subscription by itself. */
  endedByServer(): void {
    if (this.#phase !== 'live') return;
    this.#end(
      new ChatError(ClientErrorCode.SubscriptionEnded, `the server ended the subscription to ${this.channelId}`),
    );
  }

  /**
   * A position beyond the log's head is refused as a bad request. Either the page of history came from a node that is
   * ahead of this one, for which a pause helps, or the log is not the one we knew, and only history can tell.
   */
  #positionRefused(error: ChatRefusedError): void {
    const refusals = ++this.#positionRefusals;
    if (refusals % POSITION_TRIES !== 0) {
      this.#subscribeLater();
    } else if (refusals === POSITION_TRIES && this.#context.history !== undefined) {
      this.#context.stats.notRecovered++;
      this.#refetch(0);
    } else {
      this.#end(error);
    }
  }

  #subscribeLater(): void {
    this.#attempt++;
    this.#later(() => {
      this.#subscribe();
    });
  }

  #gap(): void {
    this.#context.stats.gaps++;
    this.#context.leave(this.channelId);
    this.#again(() => {
      this.#subscribe();
    });
  }

  #subscribe(): void {
    this.#enter('subscribing');
    this.#cancel = this.#context.clock.after(this.#context.requestTimeoutMs, () => {
      this.#context.leave(this.channelId);
      this.#again(() => {
        this.#subscribe();
      });
    });
    this.#requestId = this.#context.subscribe(this, this.#seq);
  }

  /** False for the answer to a request that was given up or asked anew. */
  #isAnswered(requestId: number | undefined): boolean {
    return this.#phase === 'subscribing' && requestId === this.#requestId;
  }

  #refetch(head: number): void {
    this.#enter('refetching');
    const { history, report } = this.#context;
    if (history === undefined) {
      this.#reset({ messages: [], head, hasMore: head > 0 });
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    this.#cancel = () => {
      controller.abort();
    };
    const onPage = (page: HistoryPage) => {
      if (!signal.aborted) this.#reset(page);
    };
    const onFailure = (error: unknown) => {
      if (!signal.aborted && error instanceof ChatError) this.#end(error);
    };
    refetch(this.channelId, history, signal, this.#context).then(onPage, onFailure).catch(report);
  }

  /** Subscribes before it tells the application, whose handler may throw. */
  #reset(page: HistoryPage): void {
    this.#seq = page.head;
    this.#subscribe();
    this.options.onReset?.(page);
  }

  /** At once the first time, then after growing pauses: a server that fails again and again is not helped by haste. */
  #again(run: () => void): void {
    if (this.#attempt++ === 0) run();
    else this.#later(run);
  }

  #later(run: () => void): void {
    const { clock, backoff, random } = this.#context;
    this.#enter('idle');
    this.#cancel = clock.after(fullJitterMs(this.#attempt - 1, backoff, random), run);
  }

  #end(error: ChatError): void {
    this.#enter('ended');
    this.#context.ended(this);
    if (this.options.onEnd) this.options.onEnd(error);
    else this.#context.report(error);
  }

  /** Every phase owns at most one timer or fetch, which ends with it. */
  #enter(phase: Phase): void {
    this.#cancel();
    this.#cancel = () => undefined;
    this.#phase = phase;
  }
}
