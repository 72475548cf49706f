import { type RedisAddress, type RedisLink, reconnectDelayMs } from '../../redis/index.js';
import type { BusTransport, TopicBatch, TransportListener } from '../bus-transport.js';
import { Ears } from './ears.js';
import { clusterNames, serverNames, type TopicNames } from './names.js';
import { isSameTopology, readTopology, type Topology } from './topology.js';

/** How often a cluster is asked whether slots have moved. */
const TOPOLOGY_MS = 5_000;

interface RedisTransportOptions {
  /** Publishes. */
  readonly link: RedisLink;
  readonly address: RedisAddress;
  /** Of the connections that hear, in Redis's own list of clients. */
  readonly name: string;
}

/**
 * Pub/sub on a Redis server, sharded pub/sub on a cluster, where each server carries its own topics alone. One connection
 * a server hears; if one of them ends, or slots move, all are made anew, and until then the bus is away.
 */
export class RedisTransport implements BusTransport {
  readonly #options: RedisTransportOptions;
  readonly #names: TopicNames;
  #listener: TransportListener | undefined;
  #ears: Ears | undefined;
  #topology: Topology = [];
  #isOpen = false;
  #attempts = 0;
  #retry: NodeJS.Timeout | undefined;
  #topologyTimer: NodeJS.Timeout | undefined;

  constructor(options: RedisTransportOptions) {
    const { address } = options;
    this.#options = options;
    this.#names = address.isCluster ? clusterNames : serverNames(address.database);
  }

  get beatTopics(): readonly string[] {
    return this.#names.beatTopics;
  }

  start(listener: TransportListener): void {
    this.#listener = listener;
    if (this.#options.address.isCluster) {
      this.#topologyTimer = setInterval(() => void this.#checkTopology(), TOPOLOGY_MS).unref();
    }
    void this.#connect();
  }

  publish(batches: readonly TopicBatch[]): Promise<string[]> {
    const { link, address } = this.#options;
    const lost: string[] = [];
    const published = link.run('bus', (redis) =>
      Promise.all(
        batches.map(({ topic, bytes }) => {
          const channel = this.#names.nameOf(topic);
          const call = address.isCluster ? redis.spublish(channel, bytes) : redis.publish(channel, bytes);
          return call.catch(() => lost.push(topic));
        }),
      ),
    );
    return published.then(
      () => lost,
      () => batches.map(({ topic }) => topic),
    );
  }

  async subscribe(topics: readonly string[]): Promise<void> {
    if (!this.#ears || !this.#isOpen) throw new Error('there is no connection');
    await this.#ears.subscribe(topics);
  }

  async unsubscribe(topics: readonly string[]): Promise<void> {
    if (this.#isOpen) await this.#ears?.unsubscribe(topics).catch(() => undefined);
  }

  beatTopicsNow(): readonly string[] {
    return this.#ears?.beatTopics ?? [];
  }

  reopen(): void {
    if (this.#listener) this.#connectAnew(0);
  }

  close(): Promise<void> {
    this.#listener = undefined;
    clearTimeout(this.#retry);
    clearInterval(this.#topologyTimer);
    this.#drop();
    return Promise.resolve();
  }

  async #connect(): Promise<void> {
    let ears: Ears | undefined;
    try {
      const topology = await this.#readTopology();
      if (!this.#listener || this.#ears) return;
      ears = this.#listen(this.#listener, topology);
      await ears.connect();
      if (this.#isCurrent(ears)) this.#opened(this.#listener);
    } catch {
      if (this.#isCurrent(ears)) this.#connectAnew(reconnectDelayMs(this.#attempts++));
    }
  }

  #opened(listener: TransportListener): void {
    this.#attempts = 0;
    this.#isOpen = true;
    listener.onOpen();
  }

  /** Connections may be given up while they are waited for. */
  #isCurrent(ears: Ears | undefined): boolean {
    return this.#ears === ears;
  }

  #listen(listener: TransportListener, topology: Topology): Ears {
    const { address, name } = this.#options;
    const ears: Ears = new Ears({
      ...{ address, name, topology, names: this.#names },
      onBatch: (topic, bytes) => {
        if (this.#isCurrent(ears)) listener.onBatch(topic, bytes);
      },
      onEnd: () => {
        if (this.#isCurrent(ears)) this.#connectAnew(reconnectDelayMs(this.#attempts++));
      },
    });
    this.#topology = topology;
    return (this.#ears = ears);
  }

  #readTopology(): Promise<Topology> {
    const { address, link } = this.#options;
    return address.isCluster ? readTopology(link) : Promise.resolve(address.nodes.slice(0, 1));
  }

  #connectAnew(delayMs: number): void {
    this.#drop();
    if (!this.#listener) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), delayMs).unref();
  }

  #drop(): void {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    this.#ears?.close();
    this.#ears = undefined;
    if (wasOpen) this.#listener?.onClosed();
  }

  async #checkTopology(): Promise<void> {
    const ears = this.#ears;
    if (!ears || !this.#isOpen) return;
    const topology = await this.#readTopology().catch(() => undefined);
    if (topology && this.#isCurrent(ears) && !isSameTopology(topology, this.#topology)) this.#connectAnew(0);
  }
}
