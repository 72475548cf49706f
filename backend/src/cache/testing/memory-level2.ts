import type { Buffer } from 'node:buffer';
import type { CacheLevel2, Dropped, Level2Answer, Level2Listener, Level2SetOptions } from '../level2.js';

interface Kept {
  readonly bytes: Buffer;
  readonly expiresAt: number;
  readonly tags: readonly string[];
}

/** How long a turn to load lasts. */
const TURN_MS = 500;

/** What the nodes of a test share: the smallest thing that keeps the port's promises. */
export class MemoryLevel2Server {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #droppedAt = new Map<string, number>();
  readonly #turns = new Map<string, { readonly turn: string; readonly until: number }>();
  readonly #nodes = new Set<Level2Listener>();
  #generation = 0;
  #lastTurn = 0;
  /** Every call rejects, as when the server is away. */
  isAway = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The port as one node has it. */
  connect(): CacheLevel2 {
    let own: Level2Listener | undefined;
    return {
      get: (key) => this.#call(() => this.#get(key)),
      set: (key, bytes, options) => this.#call(() => this.#set(key, bytes, options)),
      release: (key, turn) =>
        this.#call(() => {
          this.#endTurn(key, turn);
        }),
      drop: (dropped) =>
        this.#call(() => {
          this.#drop(dropped);
        }),
      keys: (group) => this.#call(() => [...this.#kept.keys()].filter((key) => key.startsWith(`${group}:`))),
      publish: (dropped) =>
        this.#call(() => {
          for (const node of this.#nodes) if (node !== own) node.onDropped(dropped);
        }),
      subscribe: (listener) => {
        own = listener;
        this.#nodes.add(listener);
        return () => this.#nodes.delete(listener);
      },
    };
  }

  /** The nodes could not hear each other for a while. */
  gap(): void {
    for (const node of this.#nodes) node.onGap();
  }

  async #call<Result>(work: () => Result): Promise<Result> {
    await Promise.resolve();
    if (this.isAway) throw new Error('the server is away');
    return work();
  }

  #get(key: string): Level2Answer {
    const kept = this.#kept.get(key);
    const remainingMs = kept ? kept.expiresAt - this.#now() : 0;
    const found = kept && remainingMs > 0 ? { bytes: kept.bytes, remainingMs } : undefined;
    return { found, generation: this.#generation, turn: found ? undefined : this.#turn(key) };
  }

  #turn(key: string): string | undefined {
    const held = this.#turns.get(key);
    if (held && held.until > this.#now()) return undefined;
    const turn = String(++this.#lastTurn);
    this.#turns.set(key, { turn, until: this.#now() + TURN_MS });
    return turn;
  }

  #endTurn(key: string, turn: string | undefined): void {
    if (this.#turns.get(key)?.turn === turn) this.#turns.delete(key);
  }

  #set(key: string, bytes: Buffer, { ttlMs, tags, generation, turn }: Level2SetOptions): boolean {
    this.#endTurn(key, turn);
    const names = [`key ${key}`, ...tags.map((tag) => `tag ${tag}`)];
    if (names.some((name) => (this.#droppedAt.get(name) ?? 0) > generation)) return false;
    this.#kept.set(key, { bytes, expiresAt: this.#now() + ttlMs, tags });
    return true;
  }

  #drop({ keys = [], tags = [] }: Dropped): void {
    this.#generation += 1;
    for (const key of keys) {
      this.#kept.delete(key);
      this.#turns.delete(key);
      this.#droppedAt.set(`key ${key}`, this.#generation);
    }
    for (const tag of tags) {
      this.#droppedAt.set(`tag ${tag}`, this.#generation);
      for (const [key, kept] of this.#kept) if (kept.tags.includes(tag)) this.#kept.delete(key);
    }
  }
}
