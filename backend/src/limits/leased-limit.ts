import { LRUCache } from 'lru-cache';
import type { LimitName, Rate } from '../config-limits.js';
import type { RedisLink } from '../redis/index.js';
import { consume, createLimiter, type Limiter } from './limiter.js';

const MAX_LEASE = 16;
/** A lease is at most this part of a limit, so that what is leased and not used does not count. */
const LEASES_A_LIMIT = 64;
const KEPT_LEASES = 20_000;

interface Lease {
  left: number;
}

/**
 * A limit that is asked on hot paths: it takes points from its limiter several at a time and hands them out without a
 * promise. A small limit leases one at a time, which makes it exact.
 */
export class LeasedLimit {
  readonly #name: LimitName;
  readonly #limiter: Limiter;
  readonly #leasePoints: number;
  readonly #leases = new LRUCache<string, Lease>({ max: KEPT_LEASES });
  readonly #renewals = new Map<string, Promise<void>>();

  /** @param redis counts over all nodes; what they have leased and not used counts as used */
  constructor(name: LimitName, rate: Rate, redis?: RedisLink) {
    this.#name = name;
    this.#limiter = createLimiter(name, rate, redis);
    this.#leasePoints = Math.max(1, Math.min(MAX_LEASE, Math.floor(rate.count / LEASES_A_LIMIT)));
  }

  /**
   * Counts one request; at once where a lease has points left.
   * @throws {ChatError} `rate_limited`, by rejection
   */
  take(key: string): void | Promise<void> {
    const lease = this.#leases.get(key);
    if (!lease || lease.left === 0) return this.#renew(key);
    lease.left -= 1;
    return undefined;
  }

  #renew(key: string): Promise<void> {
    const underWay = this.#renewals.get(key);
    if (underWay) return underWay.then(() => this.take(key));
    const renewal = consume(this.#limiter, this.#name, key, this.#leasePoints)
      .then(() => {
        this.#leases.set(key, { left: this.#leasePoints });
      })
      .finally(() => this.#renewals.delete(key));
    this.#renewals.set(key, renewal);
    return renewal.then(() => this.take(key));
  }
}
