import { ChatError, ClientErrorCode } from '../errors.js';
import type {
  ErrorFrame,
  LogFrame,
  SubscribedFrame,
  TypingNoticeFrame,
  UnsubscribedFrame,
} from '../protocol/frames.js';
import { ChannelSubscription, type SubscriptionContext } from './channel-subscription.js';
import type { SubscribeOptions, Subscription } from './subscription.js';
import type { Transport } from './transport.js';

export type SubscriptionsOptions = Omit<SubscriptionContext, 'subscribe' | 'leave' | 'ended'> & {
  readonly transport: Transport;
};

/** The subscriptions of a client by channel, and which of them a frame belongs to. */
export class Subscriptions {
  readonly #transport: Transport;
  readonly #context: SubscriptionContext;
  readonly #byChannel = new Map<string, ChannelSubscription>();
  /** Subscribe requests without an answer yet. */
  readonly #asked = new Map<number, ChannelSubscription>();
  /** Unsubscribe requests without an answer yet. */
  readonly #leaving = new Set<number>();

  constructor({ transport, ...options }: SubscriptionsOptions) {
    this.#transport = transport;
    this.#context = {
      ...options,
      subscribe: (subscription, afterSeq) => this.#subscribe(subscription, afterSeq),
      leave: (channelId) => {
        this.#leave(channelId);
      },
      ended: ({ channelId }) => {
        this.#byChannel.delete(channelId);
      },
    };
  }

  /** Throws `ChatError` with `already_subscribed`. */
  add(channelId: string, options: SubscribeOptions): Subscription {
    if (this.#byChannel.has(channelId)) {
      throw new ChatError(ClientErrorCode.AlreadySubscribed, `channel ${channelId} has a subscription`);
    }
    const subscription = new ChannelSubscription(channelId, options, this.#context);
    this.#byChannel.set(channelId, subscription);
    if (this.#transport.isReady) subscription.start();
    return subscription;
  }

  ready(): void {
    for (const subscription of this.#byChannel.values()) subscription.start();
  }

  disconnected(): void {
    this.#asked.clear();
    this.#leaving.clear();
    for (const subscription of this.#byChannel.values()) subscription.stop();
  }

  /** True when the entry was handed on and is live. */
  entry(frame: LogFrame): boolean {
    return this.#byChannel.get(frame.channelId)?.entry(frame) ?? false;
  }

  subscribed(frame: SubscribedFrame): void {
    this.#answered(frame.id)?.subscribed(frame);
  }

  unsubscribed({ id, channelId }: UnsubscribedFrame): void {
    if (id === undefined) this.#byChannel.get(channelId)?.endedByServer();
    else this.#leaving.delete(id);
  }

  /** Takes the answer when it is to one of its requests. */
  refused(frame: ErrorFrame): boolean {
    if (frame.id === undefined) return false;
    if (this.#leaving.delete(frame.id)) return true;
    const subscription = this.#answered(frame.id);
    subscription?.refused(frame);
    return subscription !== undefined;
  }

  typing({ channelId, userId }: TypingNoticeFrame): void {
    this.#byChannel.get(channelId)?.options.onTyping?.(userId);
  }

  #answered(requestId: number): ChannelSubscription | undefined {
    const subscription = this.#asked.get(requestId);
    this.#asked.delete(requestId);
    return subscription;
  }

  #subscribe(subscription: ChannelSubscription, afterSeq: number | undefined): number {
    const { channelId } = subscription;
    const id = this.#transport.nextRequestId();
    this.#asked.set(id, subscription);
    this.#transport.transmit({ type: 'subscribe', id, channelId, ...(afterSeq === undefined ? {} : { afterSeq }) });
    return id;
  }

  #leave(channelId: string): void {
    if (!this.#transport.isReady) return;
    const id = this.#transport.nextRequestId();
    this.#leaving.add(id);
    this.#transport.transmit({ type: 'unsubscribe', id, channelId });
  }
}
