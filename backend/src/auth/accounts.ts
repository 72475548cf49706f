import { LRUCache } from 'lru-cache';
import type { UserActor } from '../chat/actor.js';
import { unauthorized } from '../errors.js';
import { StoreUnavailable } from '../storage/errors.js';
import { Outage } from '../storage/outage.js';
import type { UserStore } from '../storage/store.js';

const KEPT_ACCOUNTS = 20_000;
/** How long a disabled account or a taken role may still count: rights are promised to hold within a second. */
const FRESH_MS = 1_000;
/** The same while the store is away: nothing can be written then, and what is in memory may be read. */
const AWAY_MS = 60_000;

interface Seen {
  readonly actor: UserActor | undefined;
  readonly readAt: number;
}

/** Whether an account may act, and as what; read from the store at most once a second a user. */
export class Accounts {
  readonly #users: UserStore;
  readonly #now: () => number;
  readonly #seen = new LRUCache<string, Seen>({ max: KEPT_ACCOUNTS });
  readonly #reading = new Map<string, Promise<Seen>>();
  readonly #outage = new Outage();

  /** @param options.now milliseconds of a clock that never goes back */
  constructor(options: { users: UserStore; now?: () => number }) {
    this.#users = options.users;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * The user, at once and without a promise where he was read within the last second, or within the last minute while the
   * store is away.
   * @throws {ChatError} `unauthorized` when the account is disabled or gone
   */
  require(userId: string): UserActor | Promise<UserActor> {
    const fresh = this.#fresh(userId);
    if (fresh) return mustBeActive(fresh);
    const seen = this.#usable(userId);
    if (seen && this.#outage.isOn) {
      this.#outage.probe(() => this.#read(userId));
      return mustBeActive(seen);
    }
    return this.#read(userId).then(mustBeActive, (error: unknown) => {
      if (seen && error instanceof StoreUnavailable) return mustBeActive(seen);
      throw error;
    });
  }

  /** The user where `require` would give him at once; undefined where it would refuse or wait. */
  known(userId: string): UserActor | undefined {
    return this.#fresh(userId)?.actor;
  }

  #fresh(userId: string): Seen | undefined {
    const seen = this.#seen.get(userId);
    return seen && this.#now() - seen.readAt < FRESH_MS ? seen : undefined;
  }

  #usable(userId: string): Seen | undefined {
    const seen = this.#seen.get(userId);
    return seen && this.#now() - seen.readAt < AWAY_MS ? seen : undefined;
  }

  #read(userId: string): Promise<Seen> {
    const underWay = this.#reading.get(userId);
    if (underWay) return underWay;
    // The age counts from the question: the answer may be as old as that.
    const readAt = this.#now();
    const read = this.#outage
      .watch(() => this.#users.findById(userId))
      .then((user) => {
        const isActive = user !== undefined && !user.isDisabled;
        const seen = { actor: isActive ? actorOf(user) : undefined, readAt };
        this.#seen.set(userId, seen);
        return seen;
      })
      .finally(() => this.#reading.delete(userId));
    this.#reading.set(userId, read);
    return read;
  }
}

const actorOf = (user: { id: string; role: 'user' | 'admin' }): UserActor =>
  Object.freeze({ kind: 'user', userId: user.id, isAdmin: user.role === 'admin' });

const mustBeActive = ({ actor }: Seen): UserActor => {
  if (!actor) throw unauthorized('The account is disabled or does not exist any more');
  return actor;
};
