import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { z } from 'zod';
import { type RedisLink, type RedisSubscriber, runScript, type Script } from '../../redis/index.js';
import type { CacheLevel2, Dropped, Level2Answer, Level2Listener, Level2SetOptions } from '../level2.js';
import { Lookups } from './lookups.js';
import { CHANNEL, CLOCK, namesOfGroup, namesOfKey, namesOfTag } from './names.js';
import { OwedDrops } from './owed-drops.js';
import {
  clockScript,
  dropKeyScript,
  dropTagScript,
  listedScript,
  listScript,
  releaseScript,
  setScript,
} from './scripts.js';

/** How long it is known that something was dropped: longer than a load takes whose value is still accepted. */
const MARK_MS = 60_000;
const OLDEST_GENERATION_US = 30_000_000;
const CLOCK_TTL_MS = 3_600_000;
/** When what could not be dropped is dropped again, unless Redis is away. */
const RETRY_MS = 1_000;
/** A value begins with the generation that it was loaded at. */
const HEADER_BYTES = 8;
/** Keys of a tag that are dropped at a time. */
const DROPS_AT_ONCE = 500;

const message = z.object({ from: z.string(), keys: z.array(z.string()), tags: z.array(z.string()) });

/**
 * Level 2 in Redis, a server or a cluster. Values, their tags and marks of what was dropped are keys of their own with
 * a time to live each; the keyspace is never scanned. A drop takes a number from one clock, marks keys and tags with it,
 * and a value is refused whose load was begun under a lower number.
 */
export class RedisLevel2 implements CacheLevel2 {
  readonly #redis: RedisLink;
  readonly #subscriber: RedisSubscriber;
  readonly #lookups: Lookups;
  readonly #from = randomUUID();
  readonly #owed = new OwedDrops();
  #asked: Promise<number> | undefined;

  /** @param redis its end is the end of this */
  constructor(redis: RedisLink) {
    this.#redis = redis;
    this.#lookups = new Lookups(redis);
    this.#subscriber = redis.subscriber();
    void this.#subscriber.subscribe(CHANNEL);
    redis.onChange((isUp) => {
      if (isUp) void this.#dropOwed();
    });
  }

  async get(key: string): Promise<Level2Answer> {
    const { found, turn } = await this.#lookups.find(key);
    if (!found) return { found, generation: await this.#now(), turn };
    const { bytes, remainingMs } = found;
    const generation = bytes.readDoubleBE(0);
    return { found: { bytes: bytes.subarray(HEADER_BYTES), remainingMs }, generation, turn: undefined };
  }

  async set(key: string, bytes: Buffer, options: Level2SetOptions): Promise<boolean> {
    const { tags, generation, turn = '' } = options;
    const ttlMs = Math.ceil(options.ttlMs);
    const { value, turn: turnName, mark } = namesOfKey(key);
    const group = namesOfGroup(key.slice(0, key.indexOf(':')));
    const lists = [group, ...tags.map(namesOfTag)];
    // A value that is not listed yet would escape a drop of its tag.
    const listed = await Promise.all(
      lists.map((names) => this.#run(listScript, [names.mark, names.list], [generation, key, ttlMs])),
    );
    if (listed.includes(0)) {
      if (turn !== '') await this.release(key, turn);
      return false;
    }
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    header.writeDoubleBE(generation);
    const args = [Buffer.concat([header, bytes]), ttlMs, generation, turn, OLDEST_GENERATION_US];
    return (await this.#run(setScript, [value, turnName, mark], args)) === 1;
  }

  async release(key: string, turn: string): Promise<void> {
    await this.#run(releaseScript, [namesOfKey(key).turn], [turn]);
  }

  async drop(dropped: Dropped): Promise<void> {
    try {
      await this.#drop(dropped);
    } catch (error) {
      this.#owed.add(dropped);
      // A command may fail without Redis going away; when it does, its return is waited for.
      setTimeout(() => void this.#dropOwed(), RETRY_MS).unref();
      throw error;
    }
  }

  async keys(group: string): Promise<string[]> {
    return texts(await this.#run(listedScript, [namesOfGroup(group).list], []));
  }

  async publish({ keys = [], tags = [] }: Dropped): Promise<void> {
    const text = JSON.stringify({ from: this.#from, keys, tags });
    await this.#redis.run('cache', (redis) => redis.publish(CHANNEL, text));
  }

  /** Whether what other nodes publish arrives. */
  get isHearing(): boolean {
    return this.#subscriber.isLive;
  }

  subscribe(listener: Level2Listener): () => void {
    const stops = [
      this.#subscriber.onMessage((_, bytes) => {
        const { data } = message.safeParse(jsonOf(bytes));
        if (data && data.from !== this.#from) listener.onDropped({ keys: data.keys, tags: data.tags });
      }),
      // What was dropped meanwhile was not heard.
      this.#subscriber.onChange((isLive) => {
        if (isLive) listener.onGap();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #drop({ keys = [], tags = [] }: Dropped): Promise<void> {
    const number = await this.#tick(true);
    const tagged = await Promise.all(
      tags.map(async (tag) => {
        const { mark, list } = namesOfTag(tag);
        return texts(await this.#run(dropTagScript, [mark, list], [number, MARK_MS]));
      }),
    );
    const all = [...new Set([...keys, ...tagged.flat()])];
    for (let at = 0; at < all.length; at += DROPS_AT_ONCE) {
      const some = all.slice(at, at + DROPS_AT_ONCE).map(namesOfKey);
      await Promise.all(
        some.map(({ mark, value, turn }) => this.#run(dropKeyScript, [mark, value, turn], [number, MARK_MS])),
      );
    }
  }

  /** What could not be dropped while Redis was away must not be found there again. */
  async #dropOwed(): Promise<void> {
    const owed = this.#redis.isUp ? this.#owed.take() : undefined;
    if (!owed) return;
    try {
      await this.drop(owed);
      await this.publish(owed);
    } catch {
      // It is owed again.
    }
  }

  /** One question for all who ask in one turn. */
  #now(): Promise<number> {
    return (this.#asked ??= new Promise<void>((resolve) => {
      process.nextTick(resolve);
    }).then(() => {
      this.#asked = undefined;
      return this.#tick(false);
    }));
  }

  async #tick(isDrop: boolean): Promise<number> {
    return Number(String(await this.#run(clockScript, [CLOCK], [isDrop ? 1 : 0, CLOCK_TTL_MS])));
  }

  #run(script: Script, keys: readonly string[], args: readonly (string | number | Buffer)[]): Promise<unknown> {
    return this.#redis.run('cache', (redis) => runScript(redis, script, keys, args));
  }
}

const texts = (answer: unknown): string[] => (Array.isArray(answer) ? answer.map(String) : []);

/** Undefined for what is none, of another release or of somebody else. */
const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
};
