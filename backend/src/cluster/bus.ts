import type { Buffer } from 'node:buffer';
import { events } from '../events.js';
import { readBatch } from './batch.js';
import { Beats } from './beats.js';
import type { BusTransport } from './bus-transport.js';
import { Outbox } from './outbox.js';
import { type OnMessage, Topics } from './topics.js';

/** Four a second: a way that fell silent is noticed after two. */
const BEAT_MS = 250;

/** Beats without an answer after which the connection is made anew: it may be half open. */
const REOPEN_BEATS = 20;

/**
 * - `complete`: all that nodes publish is heard;
 * - `partial`: a node fell silent without a farewell, or a subscription failed: the rest is heard;
 * - `away`: nothing is.
 */
export type BusState = 'complete' | 'partial' | 'away';

/** What somebody listens to. */
export interface Interest {
  /** Settles when all that is published from then on is heard, or that cannot be had; undefined where it is already. */
  readonly ready: Promise<void> | undefined;
  /**
   * For somebody who knew all that there was at a moment: until when he does, by what was heard since. The moment
   * itself where nothing can be said. On the clock of `performance.now()`.
   */
  heardUntil(knownAt: number): number;
  release(): void;
}

interface BusOptions {
  readonly transport: BusTransport;
  /** Of the node in its present life: no other one may have the same. */
  readonly nodeId: string;
  /** Milliseconds between two beats, by which all other times go. */
  readonly beatMs?: number;
}

/**
 * Tells other nodes what happens here and hears what happens there, at most once. It is a hint: whoever listens has to
 * make up from the store for what did not come, and `state` says when.
 */
export class Bus {
  readonly #transport: BusTransport;
  readonly #node: string;
  readonly #beatMs: number;
  readonly #topics: Topics;
  readonly #outbox: Outbox;
  readonly #beats: Beats;
  readonly #onState = new Set<(state: BusState) => void>();
  readonly #onLost = new Set<(topics: readonly string[]) => void>();
  #state: BusState = 'away';
  /** Since when nothing was missed; `Infinity` while something may be. */
  #completeSince = Infinity;
  /** When all subscriptions stood, after the way had opened. */
  #subscribedAt = Infinity;
  #openedAt = 0;
  #isTicking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ transport, nodeId: node, beatMs = BEAT_MS }: BusOptions) {
    this.#transport = transport;
    this.#node = node;
    this.#beatMs = beatMs;
    this.#topics = new Topics(transport);
    this.#beats = new Beats({ transport, node, beatMs });
    const onLost = (topics: readonly string[]): void => {
      for (const listener of this.#onLost) listener(topics);
    };
    this.#outbox = new Outbox({ transport, node, onLost });
    for (const topic of transport.beatTopics) this.#topics.add(topic, () => undefined);
  }

  get state(): BusState {
    return this.#state;
  }

  /** Other nodes that are, or were a moment ago, on the bus. */
  get nodes(): number {
    return this.#beats.nodes;
  }

  start(): void {
    this.#openedAt = performance.now();
    this.#timer = setInterval(() => {
      void this.#tick();
    }, this.#beatMs).unref();
    this.#transport.start({
      onBatch: (topic, bytes) => {
        this.#take(topic, bytes);
      },
      onOpen: () => {
        this.#openedAt = performance.now();
        void this.#subscribe(() => this.#topics.open());
      },
      onClosed: () => {
        this.#subscribedAt = Infinity;
        this.#topics.closed();
        this.#enter('away');
      },
    });
  }

  /** Hears what other nodes publish in a topic, never what this one does. */
  listen(name: string, onMessage: OnMessage): Interest {
    const topic = this.#topics.add(name, onMessage);
    return {
      ready: topic.subscribing,
      heardUntil: (knownAt) => {
        if (knownAt < topic.since || knownAt < this.#completeSince) return knownAt;
        return Math.max(knownAt, this.#beats.heardUntil);
      },
      release: () => {
        topic.listeners.delete(onMessage);
        topic.idleSince = performance.now();
      },
    };
  }

  /**
   * Publishes a message, given in parts that do not change any more, with all others of this turn.
   * @param options.isExpendable nobody misses it: left out while the server is slow
   */
  publish(topic: string, parts: readonly Buffer[], { isExpendable = false } = {}): void {
    if (this.#state !== 'away') this.#outbox.add(topic, parts, isExpendable);
    else if (!isExpendable) for (const listener of this.#onLost) listener([topic]);
  }

  /** Takes in which nodes live, as the store says: the state tells whether all of them are heard. */
  living(nodeIds: readonly string[]): void {
    const now = performance.now();
    this.#beats.living(nodeIds, now);
    this.#enter(this.#judge(now));
  }

  /** Told of every change of `state`; the function returned ends it. */
  onState(listener: (state: BusState) => void): () => void {
    this.#onState.add(listener);
    return () => this.#onState.delete(listener);
  }

  /** Told the topics in which something was not published, unless it was expendable. */
  onLost(listener: (topics: readonly string[]) => void): () => void {
    this.#onLost.add(listener);
    return () => this.#onLost.delete(listener);
  }

  /** Publishes what waits, takes leave of the others and closes. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#outbox.settled();
    if (this.#state !== 'away') await this.#transport.publish(this.#beats.farewell(performance.now()));
    await this.#transport.close();
  }

  async #subscribe(subscribe: () => Promise<boolean>): Promise<void> {
    if (!(await subscribe())) return;
    const now = performance.now();
    if (this.#subscribedAt === Infinity) this.#beats.restart(now);
    this.#subscribedAt = now;
    void this.#tick();
  }

  async #tick(): Promise<void> {
    const now = performance.now();
    this.#enter(this.#judge(now));
    if (this.#isTicking) return;
    this.#isTicking = true;
    try {
      if (this.#beats.isSilent(now)) this.#reopen(now);
      await this.#transport.publish(this.#beats.beat(now));
      if (this.#subscribedAt !== Infinity && !this.#topics.isComplete) {
        await this.#subscribe(() => this.#topics.retry());
      }
      await this.#topics.sweep(now);
    } finally {
      this.#isTicking = false;
    }
  }

  #reopen(now: number): void {
    if (now - this.#openedAt <= REOPEN_BEATS * this.#beatMs) return;
    this.#openedAt = now;
    this.#transport.reopen();
  }

  #judge(now: number): BusState {
    if (this.#beats.echoedAt < this.#subscribedAt || this.#beats.isSilent(now)) return 'away';
    return this.#topics.isComplete && !this.#beats.isNodeMissing(now) ? 'complete' : 'partial';
  }

  #enter(state: BusState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#completeSince = state === 'complete' ? performance.now() : Infinity;
    if (events.busState.hasSubscribers) events.busState.publish({ state });
    for (const listener of this.#onState) listener(state);
  }

  #take(topic: string, bytes: Buffer): void {
    const batch = readBatch(bytes);
    if (!batch) return;
    if (this.#transport.beatTopics.includes(topic)) this.#takeBeats(topic, batch.from, batch.messages);
    else if (batch.from !== this.#node) this.#hand(topic, batch.from, batch.messages);
  }

  #takeBeats(topic: string, from: string, messages: readonly Buffer[]): void {
    const now = performance.now();
    for (const message of messages) this.#beats.take(topic, from, message, now);
    if (this.#state !== 'complete') this.#enter(this.#judge(now));
  }

  #hand(topic: string, from: string, messages: readonly Buffer[]): void {
    const listeners = this.#topics.find(topic)?.listeners;
    if (!listeners) return;
    for (const message of messages) for (const listener of listeners) listener(message, from);
    if (events.busReceived.hasSubscribers) events.busReceived.publish({ messages: messages.length });
  }
}
