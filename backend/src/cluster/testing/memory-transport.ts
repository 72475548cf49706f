import type { BusTransport, TopicBatch, TransportListener } from '../bus-transport.js';

const BEAT_TOPICS = ['beat'];

/** What joins the transports of several nodes within one process, as a server would. */
export class MemoryExchange {
  readonly #transports = new Set<MemoryTransport>();
  /** Topics of all batches so far, beats as well. */
  readonly carried: string[] = [];

  /** A transport for one more node. */
  transport(): MemoryTransport {
    const transport = new MemoryTransport(this);
    this.#transports.add(transport);
    return transport;
  }

  /** Carries a batch to all that subscribed to its topic when it was published. */
  carry(batch: TopicBatch): void {
    this.carried.push(batch.topic);
    for (const transport of this.#transports) transport.take(batch);
  }
}

/** How a transport is broken: its connection is gone, or nothing passes and nobody says so. */
type Fault = 'none' | 'cut' | 'silent';

/** A node's way to the others; may be cut or made silent. */
export class MemoryTransport implements BusTransport {
  readonly beatTopics = BEAT_TOPICS;
  readonly #exchange: MemoryExchange;
  readonly #topics = new Set<string>();
  #listener: TransportListener | undefined;
  #fault: Fault = 'none';

  constructor(exchange: MemoryExchange) {
    this.#exchange = exchange;
  }

  get topics(): readonly string[] {
    return [...this.#topics];
  }

  start(listener: TransportListener): void {
    this.#listener = listener;
    queueMicrotask(() => {
      if (this.#fault === 'none') listener.onOpen();
    });
  }

  /** Breaks the way, or heals it. */
  set(fault: Fault): void {
    const before = this.#fault;
    this.#fault = fault;
    if (fault === 'cut') {
      this.#topics.clear();
      this.#listener?.onClosed();
    }
    if (fault === 'none' && before === 'cut') this.#listener?.onOpen();
  }

  publish(batches: readonly TopicBatch[]): Promise<string[]> {
    if (this.#fault !== 'none') return Promise.resolve(batches.map(({ topic }) => topic));
    for (const batch of batches) this.#exchange.carry(batch);
    return Promise.resolve([]);
  }

  subscribe(topics: readonly string[]): Promise<void> {
    if (this.#fault !== 'none') return Promise.reject(new Error('the transport is broken'));
    for (const topic of topics) this.#topics.add(topic);
    return Promise.resolve();
  }

  unsubscribe(topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.#topics.delete(topic);
    return Promise.resolve();
  }

  beatTopicsNow(): readonly string[] {
    return BEAT_TOPICS;
  }

  reopen(): void {
    if (this.#fault !== 'none') return;
    this.#topics.clear();
    this.#listener?.onClosed();
    this.#listener?.onOpen();
  }

  close(): Promise<void> {
    this.#listener = undefined;
    return Promise.resolve();
  }

  /** A batch of the exchange, in a later turn, as from a network. */
  take(batch: TopicBatch): void {
    if (this.#fault !== 'none' || !this.#topics.has(batch.topic)) return;
    setImmediate(() => {
      if (this.#fault === 'none') this.#listener?.onBatch(batch.topic, batch.bytes);
    });
  }
}
