import type { Presence } from '@chatwatch/client';
import { forbidden } from '../errors.js';
import type { BulkResult, StatusChange, Store } from '../storage/store.js';
import { type ChannelAccess, mustBeUser } from './access.js';
import type { Actor } from './actor.js';
import { presentPresence } from './present.js';

/** Most statuses that are set in one call. */
export const STATUS_UPDATES = 1_000;

/** Tells others of statuses that were set. */
export interface StatusListener {
  /** Of an id that comes twice the last one holds; ids may be unknown. */
  statusesSet(changes: readonly StatusChange[]): void;
}

/** Members who are looked at to see who is there: one query of some milliseconds. */
const MEMBERS_LISTED = 1_000;

interface StatusesParts {
  readonly store: Pick<Store, 'users' | 'channels' | 'presence'>;
  readonly access: ChannelAccess;
  readonly listener: StatusListener;
}

/** Statuses of users, as they are asked for and set by hand. */
export class Statuses {
  readonly #store: StatusesParts['store'];
  readonly #access: ChannelAccess;
  readonly #listener: StatusListener;

  constructor({ store, access, listener }: StatusesParts) {
    this.#store = store;
    this.#access = access;
    this.#listener = listener;
  }

  /**
   * Members of a channel who are not offline, in no particular order; of a channel with more than 1,000, of the first.
   * @throws {ChatError} `not_found`, `forbidden` for the service token, `unavailable`
   */
  async present(actor: Actor, channelId: string): Promise<Presence[]> {
    mustBeUser(actor);
    await this.#access.require(actor, channelId);
    const memberIds = await this.#store.channels.memberIds(channelId);
    const members = await this.#store.presence.find(memberIds.slice(0, MEMBERS_LISTED));
    return members.filter(({ status }) => status !== 'offline').map(presentPresence);
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
    const result = await this.#store.users.setStatuses(changes, Date.now());
    this.#listener.statusesSet(changes);
    return result;
  }
}
