import { ErrorCode } from '@chatwatch/client';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitName, Rate } from '../config-limits.js';
import { ChatError } from '../errors.js';
import { events } from '../events.js';

/** The one place that decides where limits are counted: in this process. */
export const createLimiter = (name: LimitName, { count, seconds }: Rate): RateLimiterAbstract =>
  new RateLimiterMemory({ keyPrefix: name, points: count, duration: seconds });

/** Takes points of a limit. @throws {ChatError} `rate_limited`, with the time until it has points again */
export const consume = async (
  limiter: RateLimiterAbstract,
  name: LimitName,
  key: string,
  points: number,
): Promise<void> => {
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
