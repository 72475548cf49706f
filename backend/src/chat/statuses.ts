import { forbidden } from '../errors.js';
import type { BulkResult, StatusChange, UserStore } from '../storage/store.js';
import type { Actor } from './actor.js';

/** Most statuses that are set in one call. */
export const STATUS_UPDATES = 1_000;

/** Tells others of statuses that were set. */
export interface StatusListener {
  /** Of an id that comes twice the last one holds; ids may be unknown. */
  statusesSet(changes: readonly StatusChange[]): void;
}

/** Statuses that are set by hand, for oneself or for others. */
export class Statuses {
  readonly #store: UserStore;
  readonly #listener: StatusListener;

  constructor(parts: { store: UserStore; listener: StatusListener }) {
    this.#store = parts.store;
    this.#listener = parts.listener;
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
    const result = await this.#store.setStatuses(changes, Date.now());
    this.#listener.statusesSet(changes);
    return result;
  }
}
