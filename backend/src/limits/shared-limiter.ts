import { createHash } from 'node:crypto';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitName, Rate } from '../config-limits.js';
import type { RedisLink } from '../redis/index.js';
import type { Limiter } from './limiter.js';

/** A request waits this long for its count at most: counting it here is no harm. */
const PATIENCE_MS = 250;

interface SharedLimiterParts {
  readonly name: LimitName;
  readonly rate: Rate;
  readonly redis: RedisLink;
  /** Counts while Redis does not. */
  readonly own: Limiter;
}

/**
 * A limit that all nodes count together in Redis. While Redis is away each node counts for itself, so a limit then
 * holds on every node instead of over all of them; no request waits for it longer than a quarter of a second, or fails.
 */
export class SharedLimiter implements Limiter {
  readonly #redis: RedisLink;
  readonly #shared: RateLimiterRedis;
  readonly #own: Limiter;

  constructor({ name, rate, redis, own }: SharedLimiterParts) {
    this.#redis = redis;
    this.#own = own;
    this.#shared = new RateLimiterRedis({
      storeClient: redis.driver,
      keyPrefix: `chatwatch:limit:${name}`,
      points: rate.count,
      duration: rate.seconds,
      // Who is over his limit is refused from memory: a flood of requests is none of commands.
      inMemoryBlockOnConsumed: rate.count + 1,
    });
  }

  consume(key: string, points?: number): Promise<RateLimiterRes> {
    return this.#count((limiter) => limiter.consume(hashed(key), points));
  }

  get(key: string): Promise<RateLimiterRes | null> {
    return this.#count((limiter) => limiter.get(hashed(key)));
  }

  penalty(key: string, points?: number): Promise<RateLimiterRes> {
    return this.#count((limiter) => limiter.penalty(hashed(key), points));
  }

  delete(key: string): Promise<boolean> {
    return this.#count((limiter) => limiter.delete(hashed(key)));
  }

  async #count<Result>(ask: (limiter: Limiter) => Promise<Result>): Promise<Result> {
    const counted = this.#redis.run('limits', () => answered(ask(this.#shared)), PATIENCE_MS);
    const { answer } = await counted.catch(() => ({ answer: ask(this.#own) }));
    return answer;
  }
}

/** That somebody is over a limit is an answer, too, which the promise goes on carrying; other rejections are failures. */
const answered = async <Result>(asked: Promise<Result>): Promise<{ readonly answer: Promise<Result> }> => {
  await asked.catch((error: unknown) => {
    if (!(error instanceof RateLimiterRes)) throw error;
  });
  return { answer: asked };
};

/** Keys hold addresses and e-mails, which are nothing for another store, its logs and its dumps. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);
