import type { Buffer } from 'node:buffer';
import type { Redis } from 'ioredis';
import type { RedisAddress, RedisNode } from './address.js';
import { Heartbeat } from './heartbeat.js';
import { createConnection, reconnectDelayMs } from './options.js';

interface RedisSubscriberOptions {
  readonly address: RedisAddress;
  readonly name: string;
  /** Servers that may be asked, those of the address while none is known. */
  readonly nodes: () => readonly RedisNode[];
  readonly onClose: () => void;
}

type MessageListener = (channel: string, message: Buffer) => void;

/**
 * Hears what is published. Redis keeps nothing for who was away, so `isLive` and its changes are told: live means that
 * every channel is subscribed and that the connection answers its own beat; what was published before it became live
 * is lost. In a cluster it is connected to one node, to which the others pass on everything: publications that came
 * through different nodes may arrive in another order.
 */
export class RedisSubscriber {
  readonly #options: RedisSubscriberOptions;
  readonly #channels = new Set<string>();
  readonly #messageListeners = new Set<MessageListener>();
  readonly #changeListeners = new Set<(isLive: boolean) => void>();
  #connection: { readonly redis: Redis; readonly heartbeat: Heartbeat } | undefined;
  #retry: NodeJS.Timeout | undefined;
  #attempts = 0;
  #isLive = false;
  #isClosed = false;

  constructor(options: RedisSubscriberOptions) {
    this.#options = options;
    this.#connect();
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** Hears these channels, too, for as long as the subscriber lives; resolves when it does or when it is cut. */
  async subscribe(...channels: string[]): Promise<void> {
    for (const channel of channels) this.#channels.add(channel);
    await this.#tell((redis) => redis.subscribe(...channels));
  }

  /** Hears these channels no more. */
  async unsubscribe(...channels: string[]): Promise<void> {
    for (const channel of channels) this.#channels.delete(channel);
    await this.#tell((redis) => redis.unsubscribe(...channels));
  }

  /** The function returned ends it. */
  onMessage(listener: MessageListener): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  /** Tells of each change of `isLive`; the function returned ends it. */
  onChange(listener: (isLive: boolean) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#drop();
    this.#isClosed = true;
    this.#options.onClose();
  }

  /** A connection on which a subscription fails is no good: the next one subscribes to all of them. */
  async #tell(command: (redis: Redis) => Promise<unknown>): Promise<void> {
    const redis = this.#connection?.redis;
    if (redis?.status !== 'ready') return;
    await command(redis).catch(() => {
      redis.disconnect();
    });
  }

  #connect(): void {
    const { address, name, nodes } = this.#options;
    const known = nodes();
    const choices = known.length > 0 ? known : address.nodes;
    const redis = createConnection(address, choices[Math.floor(Math.random() * choices.length)], name);
    const heartbeat = new Heartbeat({
      ask: () => redis.ping(),
      onChange: (isUp) => {
        if (isUp) this.#set(true);
        else this.#end(redis);
      },
    });
    this.#connection = { redis, heartbeat };
    redis.on('error', () => undefined);
    redis.on('messageBuffer', (channel: Buffer, message: Buffer) => {
      const channelName = channel.toString();
      for (const listener of this.#messageListeners) listener(channelName, message);
    });
    redis.once('end', () => {
      this.#end(redis);
    });
    redis.connect().then(
      () => this.#subscribeAll(redis, heartbeat),
      () => undefined,
    );
  }

  async #subscribeAll(redis: Redis, heartbeat: Heartbeat): Promise<void> {
    try {
      const channels = [...this.#channels];
      if (channels.length > 0) await redis.subscribe(...channels);
      this.#attempts = 0;
      await heartbeat.beat();
    } catch {
      redis.disconnect();
    }
  }

  /** Gives a connection up, also one that is open and silent, and makes another one. */
  #end(redis: Redis): void {
    if (this.#connection?.redis !== redis) return;
    this.#drop();
    if (this.#isClosed) return;
    this.#retry = setTimeout(() => {
      this.#connect();
    }, reconnectDelayMs(this.#attempts++));
    this.#retry.unref();
  }

  #drop(): void {
    const { redis, heartbeat } = this.#connection ?? {};
    this.#connection = undefined;
    heartbeat?.close();
    redis?.removeAllListeners('messageBuffer');
    redis?.disconnect();
    this.#set(false);
  }

  #set(isLive: boolean): void {
    if (this.#isLive === isLive) return;
    this.#isLive = isLive;
    if (!this.#isClosed) for (const listener of this.#changeListeners) listener(isLive);
  }
}
