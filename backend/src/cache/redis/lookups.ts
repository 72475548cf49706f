import type { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { type RedisLink, runScript } from '../../redis/index.js';
import { namesOfKey } from './names.js';
import { lookUpScript } from './scripts.js';

/** A turn to load; others load after it even when its holder died. Most loads take a few milliseconds. */
const TURN_MS = 500;
/** Keys of one call: more would save little and keep others waiting. */
const MOST_AT_ONCE = 100;

/** What Redis has of a key: bytes with the time they have left, or the turn to load it, or neither. */
export interface Lookup {
  readonly found?: { readonly bytes: Buffer; readonly remainingMs: number };
  readonly turn?: string;
}

interface Waiting {
  readonly key: string;
  readonly resolve: (lookup: Lookup) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks keys up, those that are asked for in one turn of the event loop in one call: what a lookup costs is the call,
 * and a page of history asks for fifty authors. On a cluster, where keys live apart, each is a call of its own.
 */
export class Lookups {
  readonly #redis: RedisLink;
  readonly #prefix = randomUUID().slice(0, 13);
  #calls = 0;
  #open: Waiting[] | undefined;

  constructor(redis: RedisLink) {
    this.#redis = redis;
  }

  /** @throws as `RedisLink.run` does */
  find(key: string): Promise<Lookup> {
    return new Promise((resolve, reject) => {
      this.#collect({ key, resolve, reject });
    });
  }

  #collect(waiting: Waiting): void {
    if (this.#open) {
      this.#open.push(waiting);
      return;
    }
    const open = (this.#open = [waiting]);
    // After all that the present turn still sets off by promises.
    process.nextTick(() => {
      this.#open = undefined;
      const size = this.#redis.isCluster ? 1 : MOST_AT_ONCE;
      for (let at = 0; at < open.length; at += size) void this.#send(open.slice(at, at + size));
    });
  }

  async #send(some: readonly Waiting[]): Promise<void> {
    const token = `${this.#prefix} ${++this.#calls}`;
    const keys = some.flatMap(({ key }) => {
      const { value, turn } = namesOfKey(key);
      return [value, turn];
    });
    try {
      const answers = await this.#redis.run('cache', (redis) => runScript(redis, lookUpScript, keys, [token, TURN_MS]));
      // The script gives two values a key.
      for (const [index, { resolve }] of some.entries()) {
        resolve(lookupOf(answers as unknown[], 2 * index, token));
      }
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}

const lookupOf = (answers: readonly unknown[], at: number, turn: string): Lookup => {
  const state = answers[at + 1] as number;
  if (state >= 0) return { found: { bytes: answers[at] as Buffer, remainingMs: state } };
  return state === -1 ? { turn } : {};
};
