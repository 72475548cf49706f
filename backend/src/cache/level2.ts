import type { Buffer } from 'node:buffer';

/**
 * The second level: shared by all nodes, slower than memory, faster than the store. Every adapter passes
 * `contract/level2.ts`.
 *
 * - Each call settles within a bound of the adapter's own (a second at most); a rejection counts as a miss.
 * - Keys carry their group as a prefix: `group:key`.
 * - An invalidation beats every `set` that began before it: see `generation`.
 * - One node at a time loads a value: see `turn`.
 */
export interface CacheLevel2 {
  get(key: string): Promise<Level2Answer>;
  /** False, and nothing is kept, when the key or one of the tags was dropped after `options.generation`. */
  set(key: string, bytes: Buffer, options: Level2SetOptions): Promise<boolean>;
  /** Ends a turn to load that no `set` follows. */
  release(key: string, turn: string): Promise<void>;
  /** Drops keys, and all that carry one of the tags. */
  drop(dropped: Dropped): Promise<void>;
  /** Keys of a group that are or were lately kept, from an index that `set` keeps; the server is never scanned. */
  keys(group: string): Promise<string[]>;
  /** Tells the other nodes what was dropped, so that they drop it from their memory. Best effort. */
  publish(dropped: Dropped): Promise<void>;
  /** Hears what other nodes published, not its own; the function returned ends it. */
  subscribe(listener: Level2Listener): () => void;
}

export interface Level2Listener {
  onDropped(dropped: Dropped): void;
  /** What others published is heard again, or for the first time; something may have been missed. */
  onGap(): void;
}

export interface Level2Answer {
  readonly found: { readonly bytes: Buffer; readonly remainingMs: number } | undefined;
  /** Where invalidations stood at the question, for the `set` that may follow. */
  readonly generation: number;
  /**
   * The right to load what was not found. Undefined while another node has it, which is worth waiting for: it lasts half
   * a second, or until `set`, `release` or a drop of the key.
   */
  readonly turn: string | undefined;
}

export interface Level2SetOptions {
  readonly ttlMs: number;
  readonly tags: readonly string[];
  readonly generation: number;
  /** Ends with it. */
  readonly turn?: string | undefined;
}

/** What is not valid any more. */
export interface Dropped {
  readonly keys?: readonly string[];
  readonly tags?: readonly string[];
}
