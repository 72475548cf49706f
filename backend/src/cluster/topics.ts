import type { BusTransport } from './bus-transport.js';

/** How long a topic that nobody listens to any more stays subscribed: who unsubscribes often comes back. */
const IDLE_MS = 30_000;

/** Topics named in one call. */
const TOPICS_A_CALL = 500;

/** Takes a message that another node published. */
export type OnMessage = (message: Buffer, from: string) => void;

/** A topic that somebody on this node listens to, or did until lately. */
export interface Topic {
  readonly listeners: Set<OnMessage>;
  /** Since when all that is published in it arrives; `Infinity` while that cannot be said. */
  since: number;
  /** When the last listener left. */
  idleSince: number;
  /** While it is being subscribed; settles within the transport's bound and never rejects. */
  subscribing: Promise<void> | undefined;
}

/** What a node is subscribed to: one subscription a topic, all that come up in a turn in one call. */
export class Topics {
  readonly #transport: Pick<BusTransport, 'subscribe' | 'unsubscribe'>;
  readonly #topics = new Map<string, Topic>();
  #wanted: string[] = [];
  #subscribing: Promise<void> | undefined;
  #isOpen = false;
  /** Grows with every opening: answers of an earlier one do not count. */
  #opening = 0;
  #hasFailed = false;

  constructor(transport: Pick<BusTransport, 'subscribe' | 'unsubscribe'>) {
    this.#transport = transport;
  }

  /** All that was subscribed when the way opened, or should be now, is. */
  get isComplete(): boolean {
    return this.#isOpen && !this.#hasFailed;
  }

  find(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  /** Adds a listener; the topic's `subscribing` tells when it hears all. */
  add(name: string, listener: OnMessage): Topic {
    const known = this.#topics.get(name);
    if (known) {
      known.listeners.add(listener);
      return known;
    }
    const topic: Topic = {
      listeners: new Set([listener]),
      since: Infinity,
      idleSince: 0,
      subscribing: undefined,
    };
    this.#topics.set(name, topic);
    if (this.#isOpen) topic.subscribing = this.#want(name);
    return topic;
  }

  /** Subscribes to everything anew. @returns whether that succeeded */
  async open(): Promise<boolean> {
    this.#opening++;
    this.#isOpen = true;
    for (const topic of this.#topics.values()) topic.since = Infinity;
    return this.retry();
  }

  closed(): void {
    this.#isOpen = false;
    for (const topic of this.#topics.values()) topic.since = Infinity;
  }

  /** Subscribes to what is not subscribed, as it failed before. @returns whether everything is now */
  async retry(): Promise<boolean> {
    const opening = this.#opening;
    const missing = [...this.#topics].filter(([, { since }]) => since === Infinity).map(([name]) => name);
    this.#hasFailed = false;
    await this.#subscribe(missing);
    return opening === this.#opening && this.isComplete;
  }

  /** Unsubscribes from what nobody has listened to for a while. */
  async sweep(now: number): Promise<void> {
    const idle: string[] = [];
    for (const [name, { listeners, idleSince, subscribing }] of this.#topics) {
      if (listeners.size === 0 && !subscribing && now - idleSince > IDLE_MS) idle.push(name);
    }
    for (const name of idle) this.#topics.delete(name);
    if (idle.length > 0 && this.#isOpen) await this.#transport.unsubscribe(idle);
  }

  #want(name: string): Promise<void> {
    this.#wanted.push(name);
    return (this.#subscribing ??= new Promise((resolve) => {
      setImmediate(() => {
        const names = this.#wanted;
        this.#wanted = [];
        this.#subscribing = undefined;
        void this.#subscribe(names).then(resolve);
      });
    }));
  }

  /** Never rejects. */
  async #subscribe(names: readonly string[]): Promise<void> {
    const opening = this.#opening;
    for (let from = 0; from < names.length; from += TOPICS_A_CALL) {
      const part = names.slice(from, from + TOPICS_A_CALL);
      const isDone = await this.#transport.subscribe(part).then(
        () => true,
        () => false,
      );
      if (opening !== this.#opening) return;
      if (!isDone) this.#hasFailed = true;
      this.#settle(part, isDone);
    }
  }

  #settle(names: readonly string[], isSubscribed: boolean): void {
    const since = performance.now();
    for (const name of names) {
      const topic = this.#topics.get(name);
      if (!topic) continue;
      topic.subscribing = undefined;
      if (isSubscribed) topic.since = since;
    }
  }
}
