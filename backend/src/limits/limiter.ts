import { ErrorCode } from '@chatwatch/client';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitName, Rate } from '../config-limits.js';
import { ChatError } from '../errors.js';
import { events } from '../events.js';
import type { RedisLink } from '../redis/index.js';
import { SharedLimiter } from './shared-limiter.js';

/** Counts points by key. Methods are those of `rate-limiter-flexible`; `consume` rejects with its result when over. */
export type Limiter = Pick<RateLimiterAbstract, 'consume' | 'get' | 'penalty' | 'delete'>;

/** The one place that decides where limits are counted: in Redis for all nodes together, or in this process. */
export const createLimiter = (name: LimitName, rate: Rate, redis?: RedisLink): Limiter => {
  const own = new RateLimiterMemory({ keyPrefix: name, points: rate.count, duration: rate.seconds });
  return redis ? new SharedLimiter({ name, rate, redis, own }) : own;
};

/** Takes points of a limit. @throws {ChatError} `rate_limited`, with the time until it has points again */
export const consume = async (limiter: Limiter, name: LimitName, key: string, points: number): Promise<void> => {
  try {
    await limiter.consume(key, points);
  } catch (error) {
    throw error instanceof RateLimiterRes ? overLimit(name, error.msBeforeNext) : error;
  }
};

/** The refusal of a request over its limit. */
export const overLimit = (name: LimitName, waitMs: number): ChatError => {
  if (events.rateLimited.hasSubscribers) events.rateLimited.publish({ limit: name });
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new ChatError(ErrorCode.RateLimited, `Too many requests, wait ${retryAfterSeconds} s`, { retryAfterSeconds });
};
