import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { type CacheLookupEvent, events } from '../events.js';
import { type CacheGroup, cacheGroups } from './groups.js';
import type { CacheLevel2, Dropped, Level2Answer, Level2Listener, Level2SetOptions } from './level2.js';
import type { CacheCodec, CachePolicy } from './policy.js';

/** First byte of what level 2 keeps: whether a value follows, or it is known that there is none. */
const ABSENT = 0;
const PRESENT = 1;

/** Longest wait for another node's load: as long as a turn of it lasts. */
const LONGEST_WAIT_MS = 500;
/** First wait, about what a load takes, and the longest one between two questions. */
const FIRST_WAIT_MS = 4;
const LAST_WAIT_MS = 50;

/** What level 2 knows of a value. */
interface Shared<Value> {
  readonly found: { readonly value: Value | undefined; readonly remainingMs: number } | undefined;
  /** Shares what was loaded, in the background. */
  set(value: Value | undefined, ttlMs: number): void;
  /** To be called after a load, whatever came of it: others need not wait for it any more. */
  release(): void;
}

/** The cache's side of level 2: values instead of bytes, and no failure, as a level that fails is only slower. */
export class SecondLevel {
  readonly #port: CacheLevel2;
  readonly #stop: () => void;
  readonly #lookups: ReadonlyMap<CacheGroup, Readonly<Record<'hit' | 'miss', CacheLookupEvent>>>;

  constructor(port: CacheLevel2, listener: Level2Listener) {
    this.#port = port;
    this.#stop = port.subscribe(listener);
    const groups = Object.keys(cacheGroups) as CacheGroup[]; // the keys of a constant
    this.#lookups = new Map(
      groups.map((group) => [
        group,
        { hit: { level: 'l2', group, result: 'hit' }, miss: { level: 'l2', group, result: 'miss' } },
      ]),
    );
  }

  /**
   * Undefined where values of this kind are not shared, or level 2 does not answer. Where another node is loading the
   * value, it is waited for.
   */
  async get<Value>(group: CacheGroup, key: string, policy: CachePolicy<Value>): Promise<Shared<Value> | undefined> {
    const { codec } = policy;
    if (!codec) return undefined;
    const name = `${group}:${key}`;
    let answer: Level2Answer;
    try {
      answer = await this.#ask(name);
    } catch {
      return undefined;
    }
    const found = answer.found && decoded(codec, answer.found);
    this.#count(group, found ? 'hit' : 'miss');
    const { generation } = answer;
    let { turn } = answer;
    return {
      found,
      set: (value, ttlMs) => {
        void ignoringFailure(this.#set(name, codec, value, { ttlMs, generation, turn, tags: tagsOf(policy, value) }));
        turn = undefined;
      },
      release: () => {
        if (turn !== undefined) void ignoringFailure(this.#port.release(name, turn));
        turn = undefined;
      },
    };
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

  async #set<Value>(
    name: string,
    codec: CacheCodec<Value>,
    value: Value | undefined,
    options: Level2SetOptions,
  ): Promise<void> {
    const bytes = value === undefined ? Buffer.of(ABSENT) : Buffer.concat([Buffer.of(PRESENT), codec.encode(value)]);
    await this.#port.set(name, bytes, options);
  }

  async #ask(key: string): Promise<Level2Answer> {
    const startedAt = performance.now();
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LAST_WAIT_MS)) {
      const answer = await this.#port.get(key);
      if (answer.found || answer.turn !== undefined) return answer;
      if (performance.now() - startedAt > LONGEST_WAIT_MS) return answer;
      await wait(waitMs * (0.5 + Math.random()), undefined, { ref: false });
    }
  }

  #count(group: CacheGroup, result: 'hit' | 'miss'): void {
    const lookup = this.#lookups.get(group)?.[result];
    if (lookup && events.cacheLookup.hasSubscribers) events.cacheLookup.publish(lookup);
  }
}

const tagsOf = <Value>({ tags }: CachePolicy<Value>, value: Value | undefined): readonly string[] =>
  value === undefined ? [] : (tags?.(value) ?? []);

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
