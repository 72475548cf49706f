import { Buffer } from 'node:buffer';
import { type CacheLookupEvent, events } from '../events.js';
import { type CacheGroup, cacheGroups } from './groups.js';
import type { CacheLevel2, Dropped } from './level2.js';
import type { CacheCodec, CachePolicy } from './policy.js';

/** First byte of what level 2 keeps: whether a value follows, or it is known that there is none. */
const ABSENT = 0;
const PRESENT = 1;

/** What level 2 knows of a value. */
interface Shared<Value> {
  readonly found: { readonly value: Value | undefined; readonly remainingMs: number } | undefined;
  readonly generation: number;
}

/** The cache's side of level 2: values instead of bytes, and no failure, as a level that fails is only slower. */
export class SecondLevel {
  readonly #port: CacheLevel2;
  readonly #stop: () => void;
  readonly #lookups: ReadonlyMap<CacheGroup, Readonly<Record<'hit' | 'miss', CacheLookupEvent>>>;

  constructor(port: CacheLevel2, onDropped: (dropped: Dropped) => void) {
    this.#port = port;
    this.#stop = port.subscribe(onDropped);
    const groups = Object.keys(cacheGroups) as CacheGroup[]; // the keys of a constant
    this.#lookups = new Map(
      groups.map((group) => [
        group,
        { hit: { level: 'l2', group, result: 'hit' }, miss: { level: 'l2', group, result: 'miss' } },
      ]),
    );
  }

  /** Undefined where values of this kind are not shared, or level 2 does not answer. */
  async get<Value>(group: CacheGroup, key: string, { codec }: CachePolicy<Value>): Promise<Shared<Value> | undefined> {
    if (!codec) return undefined;
    try {
      const { found, generation } = await this.#port.get(`${group}:${key}`);
      const shared = { found: found && decoded(codec, found), generation };
      this.#count(group, shared.found ? 'hit' : 'miss');
      return shared;
    } catch {
      return undefined;
    }
  }

  async set<Value>(
    group: CacheGroup,
    key: string,
    { codec, tags }: CachePolicy<Value>,
    value: Value | undefined,
    options: { readonly ttlMs: number; readonly generation: number },
  ): Promise<void> {
    if (!codec) return;
    const bytes = value === undefined ? Buffer.of(ABSENT) : Buffer.concat([Buffer.of(PRESENT), codec.encode(value)]);
    const tagged = value === undefined ? [] : (tags?.(value) ?? []);
    await ignoringFailure(this.#port.set(`${group}:${key}`, bytes, { ...options, tags: tagged }));
  }

  /** In this order, so that a node that hears of it does not find the old value again. */
  async drop(dropped: Dropped): Promise<void> {
    await ignoringFailure(this.#port.drop(dropped));
    await ignoringFailure(this.#port.publish(dropped));
  }

  /** Keys of a group, without it; none where level 2 does not answer. */
  async keys(group: CacheGroup): Promise<string[]> {
    const keys = (await ignoringFailure(this.#port.keys(group))) ?? [];
    return keys.map((key) => key.slice(group.length + 1));
  }

  close(): void {
    this.#stop();
  }

  #count(group: CacheGroup, result: 'hit' | 'miss'): void {
    const lookup = this.#lookups.get(group)?.[result];
    if (lookup && events.cacheLookup.hasSubscribers) events.cacheLookup.publish(lookup);
  }
}

/** Undefined for bytes that the codec does not know. */
const decoded = <Value>(
  codec: CacheCodec<Value>,
  { bytes, remainingMs }: { readonly bytes: Buffer; readonly remainingMs: number },
): Shared<Value>['found'] => {
  try {
    return { value: bytes[0] === PRESENT ? codec.decode(bytes.subarray(1)) : undefined, remainingMs };
  } catch {
    return undefined;
  }
};

/** A level that is away must not fail what the source can answer; its adapter reports it. */
const ignoringFailure = async <Value>(call: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await call;
  } catch {
    return undefined;
  }
};
