import type { Session, User } from '@chatwatch/client';
import type { Passwords } from '../auth/passwords.js';
import type { Tokens } from '../auth/tokens.js';
import { conflict, forbidden, notFound, unauthorized } from '../errors.js';
import type { StoredUser, UserStore } from '../storage/store.js';
import type { UserActor } from './actor.js';
import { newId } from './ids.js';
import { presentUser } from './present.js';
import type { UserSearch } from './user-search.js';

/** Fields are checked and normalised by the caller, see `fields.ts`. */
export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Accounts: making one, signing in, and what one sees of it. */
export class Users {
  readonly #store: UserStore;
  readonly #search: UserSearch;
  readonly #passwords: Passwords;
  readonly #tokens: Tokens;

  constructor(parts: { store: UserStore; search: UserSearch; passwords: Passwords; tokens: Tokens }) {
    this.#store = parts.store;
    this.#search = parts.search;
    this.#passwords = parts.passwords;
    this.#tokens = parts.tokens;
  }

  /** @throws {ChatError} `conflict` when the e-mail is taken, `rate_limited`, `unavailable` */
  async register(registration: Registration): Promise<Session> {
    const user = newUser(registration, await this.#passwords.hash(registration.password), 'user');
    if (!(await this.#store.create(user))) throw conflict('The e-mail address is taken');
    await this.#search.changed(user.name);
    return this.#session(user);
  }

  /**
   * An unknown address and a wrong password get the same answer at the same cost, so that nobody learns of accounts.
   * @throws {ChatError} `unauthorized`, `forbidden` when the account is disabled, `rate_limited`, `unavailable`
   */
  async login(credentials: Credentials): Promise<Session> {
    const user = await this.#store.findByEmail(credentials.email);
    const isRight = await this.#passwords.verify(user?.passwordHash, credentials.password);
    if (!user || !isRight) throw unauthorized('The e-mail address or the password is wrong');
    if (user.isDisabled) throw forbidden('The account is disabled');
    return this.#session(user);
  }

  /** Oneself, with the e-mail address. @throws {ChatError} `unauthorized` when the account is gone, `unavailable` */
  async me(actor: UserActor): Promise<User> {
    const user = await this.#store.findById(actor.userId);
    if (!user) throw unauthorized('The account does not exist any more');
    return presentUser(user, { withEmail: true });
  }

  /**
   * Active accounts by name, best match first; see `UserStore.search` for what matches. The e-mail address is shown to
   * administrators, and one's own.
   * @throws {ChatError} `unavailable`
   */
  async search(actor: UserActor, text: string, limit: number): Promise<User[]> {
    const found = await this.#search.find(text, limit);
    return found.map((user) => presentUser(user, { withEmail: actor.isAdmin || user.id === actor.userId }));
  }

  /**
   * Disables an account or enables it again; its sockets end by themselves, see `realtime/rights.ts`.
   * @throws {ChatError} `forbidden` unless an administrator asks, `not_found`, `conflict` for his own, `unavailable`
   */
  async setDisabled(actor: UserActor, userId: string, isDisabled: boolean): Promise<void> {
    if (!actor.isAdmin) throw forbidden('Only an administrator does this');
    if (userId === actor.userId) throw conflict('An administrator does not disable himself');
    const user = await this.#store.findById(userId);
    if (!user) throw notFound('user');
    await this.#store.setDisabled(userId, isDisabled);
    await this.#search.changed(user.name);
  }

  async #session(user: StoredUser): Promise<Session> {
    return { user: presentUser(user, { withEmail: true }), token: await this.#tokens.issue(user.id) };
  }
}

/** A new account as it is stored. */
export const newUser = (registration: Registration, passwordHash: string, role: StoredUser['role']): StoredUser => ({
  id: newId(),
  name: registration.name,
  email: registration.email,
  avatarUrl: null,
  passwordHash,
  role,
  isDisabled: false,
  status: 'offline',
  lastSeenAt: null,
  createdAt: Date.now(),
});
