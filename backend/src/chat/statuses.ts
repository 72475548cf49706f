import { forbidden } from '../errors.js';
import type { BulkResult, StatusChange, UserStore } from '../storage/store.js';
import type { Actor } from './actor.js';

/** Most statuses that are set in one call. */
export const STATUS_UPDATES = 1_000;

/** Statuses that are set by hand, for oneself or for others. */
export class Statuses {
  readonly #store: UserStore;

  constructor(parts: { store: UserStore }) {
    this.#store = parts.store;
  }

  /**
   * Sets all of them in one write, or none.
   * @throws {ChatError} `forbidden` for somebody else's, unless administrator or service token; `unavailable`
   */
  async set(actor: Actor, changes: readonly StatusChange[]): Promise<BulkResult> {
    const maySetAny = actor.kind === 'service' || actor.isAdmin;
    if (!maySetAny && changes.some(({ userId }) => userId !== actor.userId)) {
      throw forbidden('Only an administrator or the service token sets the status of others');
    }
    return this.#store.setStatuses(changes, Date.now());
  }
}
