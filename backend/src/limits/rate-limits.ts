import { LIMIT_NAMES, type LimitName, type LimitsConfig } from '../config-limits.js';
import type { RedisLink } from '../redis/index.js';
import { LeasedLimit } from './leased-limit.js';

/** The limits of requests, asked by both transports at their edges. Without a configuration nothing is limited. */
export class RateLimits {
  readonly #limits: ReadonlyMap<LimitName, LeasedLimit>;

  /** @param redis counts over all nodes; left out, this process counts for itself */
  constructor(config: LimitsConfig | undefined, redis?: RedisLink) {
    const limit = (name: LimitName, { requests }: LimitsConfig) => new LeasedLimit(name, requests[name], redis);
    this.#limits = new Map(config && LIMIT_NAMES.map((name) => [name, limit(name, config)]));
  }

  /**
   * Counts one request; usually at once, without a promise.
   * @param key who is counted: a user's id, or an address where no user is known
   * @throws {ChatError} `rate_limited`, by rejection
   */
  take(name: LimitName, key: string): void | Promise<void> {
    return this.#limits.get(name)?.take(key);
  }
}
