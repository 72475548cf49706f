import { ErrorCode } from '@chatwatch/client';
import type { Rate } from '../config-limits.js';
import { ChatError } from '../errors.js';
import type { RedisLink } from '../redis/index.js';
import { createLimiter, type Limiter, overLimit } from './limiter.js';

const NAME = 'sign_in_failures';

/** Attempts on one account from one address that may wait for the one before. */
const MAX_WAITING = 16;
const WAIT_MS = 1_000;

interface Line {
  last: Promise<unknown>;
  length: number;
}

/**
 * Slows guessing down: after a few failures on an account from an address, further attempts are refused unread. They
 * are taken one after another, so that a hundred at once are no more guesses than a hundred in a row.
 */
export class SignInGuard {
  readonly #failures: Limiter | undefined;
  readonly #allowed: number;
  readonly #lines = new Map<string, Line>();

  /**
   * @param failures undefined: nothing is limited
   * @param redis counts over all nodes, each of which takes attempts in its own line
   */
  constructor(failures: Rate | undefined, redis?: RedisLink) {
    this.#failures = failures && createLimiter(NAME, failures, redis);
    this.#allowed = failures?.count ?? Infinity;
  }

  /**
   * Runs a sign-in; its `unauthorized` counts as a failure, its success forgets earlier ones.
   * @throws {ChatError} `rate_limited`, and what the sign-in throws
   */
  attempt<Session>(account: string, address: string, signIn: () => Promise<Session>): Promise<Session> {
    const failures = this.#failures;
    if (!failures) return signIn();
    const key = `${account} ${address}`;
    return this.#inLine(key, () => this.#judge(failures, key, signIn));
  }

  async #judge<Session>(failures: Limiter, key: string, signIn: () => Promise<Session>): Promise<Session> {
    const known = await failures.get(key);
    if (known && known.consumedPoints >= this.#allowed) throw overLimit(NAME, known.msBeforeNext);
    try {
      const session = await signIn();
      await failures.delete(key);
      return session;
    } catch (error) {
      if (error instanceof ChatError && error.code === ErrorCode.Unauthorized) await failures.penalty(key);
      throw error;
    }
  }

  async #inLine<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length > MAX_WAITING) throw overLimit(NAME, WAIT_MS);
    this.#lines.set(key, line);
    line.length += 1;
    const result = line.last.then(work);
    line.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(key);
    }
  }
}
