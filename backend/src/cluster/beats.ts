import { Buffer } from 'node:buffer';
import { batchHeader, Batch } from './batch.js';
import type { BusTransport, TopicBatch } from './bus-transport.js';

/** Beats that may be missing before a way or a node counts as silent. */
const SILENT_BEATS = 8;

/** Beats after which a node that fell silent is forgotten where the store does not tell of it: five minutes. */
const FORGOTTEN_BEATS = 1_200;

/** Farewells that are remembered, so that a list from before them does not bring the node back. */
const FAREWELLS = 1_000;

const BEAT = 1;
const FAREWELL = 2;

interface BeatsOptions {
  readonly transport: Pick<BusTransport, 'beatTopicsNow'>;
  readonly node: string;
  readonly beatMs: number;
}

/**
 * What beats tell. Each node publishes them the way of everything else and hears its own: what came before a beat that
 * has come back has come as well. Those of others tell that what they publish gets here.
 */
export class Beats {
  readonly #options: BeatsOptions;
  readonly #header: Buffer;
  readonly #heard = new Map<string, number>();
  readonly #nodes = new Map<string, number>();
  readonly #farewells = new Set<string>();
  #living: ReadonlySet<string> = new Set();
  #echoedAt = -Infinity;
  #heardUntil = -Infinity;

  constructor(options: BeatsOptions) {
    this.#options = options;
    this.#header = batchHeader(options.node);
  }

  /** When the oldest of the last beats that have come back on every way was sent; `-Infinity` where one never did. */
  get echoedAt(): number {
    return this.#echoedAt;
  }

  /** Up to when all is heard that was published, by this node's echo and by the last beat of every other node. */
  get heardUntil(): number {
    return this.#heardUntil;
  }

  /** Other nodes that were heard of and have not said farewell. */
  get nodes(): number {
    return this.#nodes.size;
  }

  isSilent(now: number): boolean {
    return now - this.#echoedAt > SILENT_BEATS * this.#options.beatMs;
  }

  /** Whether a node that was heard of has fallen silent without a farewell; those that did long ago are forgotten. */
  isNodeMissing(now: number): boolean {
    const { beatMs } = this.#options;
    let isMissing = false;
    for (const [node, heardAt] of this.#nodes) {
      if (now - heardAt > FORGOTTEN_BEATS * beatMs && !this.#living.has(node)) this.#nodes.delete(node);
      else if (now - heardAt > SILENT_BEATS * beatMs) isMissing = true;
    }
    return isMissing;
  }

  /**
   * Which nodes live, as the store says: one of them that is not heard is missing, also where it never was, and one that
   * is silent and not among them has ended.
   */
  living(nodes: readonly string[], now: number): void {
    this.#living = new Set(nodes);
    for (const node of nodes) {
      const isNew = node !== this.#options.node && !this.#nodes.has(node) && !this.#farewells.has(node);
      if (isNew) this.#nodes.set(node, now);
    }
    for (const [node, heardAt] of this.#nodes) {
      if (!this.#living.has(node) && now - heardAt > SILENT_BEATS * this.#options.beatMs) this.#nodes.delete(node);
    }
    this.#measure();
  }

  /** The way was not open: others had no chance to be heard. */
  restart(now: number): void {
    this.#heard.clear();
    for (const node of this.#nodes.keys()) this.#nodes.set(node, now);
    this.#measure();
  }

  beat(now: number): TopicBatch[] {
    return this.#batches(BEAT, now);
  }

  /** The node ends: nobody needs to miss it. */
  farewell(now: number): TopicBatch[] {
    return this.#batches(FAREWELL, now);
  }

  take(topic: string, from: string, message: Buffer, now: number): void {
    if (message.length !== 9) return;
    const sentAt = message.readDoubleBE(1);
    if (from === this.#options.node) this.#heard.set(topic, Math.max(sentAt, this.#heard.get(topic) ?? -Infinity));
    else if (message[0] === FAREWELL) this.#forget(from);
    else this.#nodes.set(from, now);
    this.#measure();
  }

  #forget(node: string): void {
    this.#nodes.delete(node);
    if (this.#farewells.size >= FAREWELLS) this.#farewells.clear();
    this.#farewells.add(node);
  }

  #measure(): void {
    const echoes = this.#options.transport.beatTopicsNow().map((topic) => this.#heard.get(topic) ?? -Infinity);
    this.#echoedAt = echoes.length === 0 ? -Infinity : Math.min(...echoes);
    this.#heardUntil = Math.min(this.#echoedAt, ...this.#nodes.values());
  }

  #batches(kind: number, now: number): TopicBatch[] {
    const message = Buffer.alloc(9);
    message[0] = kind;
    message.writeDoubleBE(now, 1);
    return this.#options.transport.beatTopicsNow().map((topic) => {
      const batch = new Batch(this.#header);
      batch.add([message]);
      return { topic, bytes: batch.toBytes() };
    });
  }
}
