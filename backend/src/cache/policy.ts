import type { Buffer } from 'node:buffer';
import type { CacheGroup } from './groups.js';

/** How values of one kind are kept. Made once a kind, not once a lookup. */
export interface CachePolicy<Value> {
  readonly group: CacheGroup;
  /** How long a value counts as fresh, milliseconds; each one up to a tenth less, so that they do not end together. */
  readonly ttlMs: number;
  /**
   * How long after that it is still given out while one load renews it, also when the source fails; 0 when left out,
   * for values that must not be old.
   */
  readonly graceMs?: number;
  /** How long it is remembered that there is no value; not at all when left out. */
  readonly absentTtlMs?: number;
  /** Names under which values are dropped together. */
  readonly tags?: (value: Value) => readonly string[];
  /** Memory that a value takes, bytes, roughly. */
  readonly sizeBytes: (value: Value) => number;
  /**
   * Brings a kept value up to date from what is known: the value itself while it is current, another one to take its
   * place, undefined where it has to be loaded. Every lookup asks, so it must be cheap.
   */
  readonly renew?: (value: Value) => Value | undefined;
  /** How level 2 keeps values of this kind; without it they stay in this process. */
  readonly codec?: CacheCodec<Value>;
}

/** A value as bytes and back. */
export interface CacheCodec<Value> {
  encode(value: Value): Buffer;
  /** @throws for bytes it does not know, such as those of another release; that counts as a miss */
  decode(bytes: Buffer): Value;
}

/** Reads a value from its source; undefined where there is none. */
export type Load<Value> = (key: string) => Promise<Value | undefined>;
