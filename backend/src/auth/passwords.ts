import { hash, verify } from '@node-rs/argon2';
import { ErrorCode } from '@chatwatch/client';
import { ChatError } from '../errors.js';

/** argon2id, 19 MiB, two passes, one lane: the first choice of OWASP's Password Storage Cheat Sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Verified where there is no account, so that an unknown address takes as long as a wrong password. Of random bytes. */
export const DUMMY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$lVb3gTA3PAZOB0y+IlfrPQ$5rrOt9HmPp+plbnR8rsFb76IO3a0s2X05SbSb1jTxIA';

/** Hashes share libuv's four threads with the file system: behind 60 at once a read of a file took 6.7 s. */
const MAX_RUNNING = 2;

/** Password hashes, a few at a time; who would wait too long is refused. */
export class Passwords {
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param options.maxWaiting how many may wait for their turn */
  constructor(options: { maxWaiting: number }) {
    this.#maxWaiting = options.maxWaiting;
  }

  /** @throws {ChatError} `rate_limited` when too many wait already */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, COST));
  }

  /**
   * Whether the password is the one of the hash; without a hash it costs the same and is false.
   * @throws {ChatError} `rate_limited` when too many wait already
   */
  verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const isRight = await verify(passwordHash ?? DUMMY_HASH, password);
      return isRight && passwordHash !== undefined;
    });
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes straight to who waited longest, so that nobody new gets in between.
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < MAX_RUNNING) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new ChatError(ErrorCode.RateLimited, 'Too many people sign in at once', { retryAfterSeconds: 1 });
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
