import { LRUCache } from 'lru-cache';
import { forbidden, notFound } from '../errors.js';
import type { ChannelStore, StoredChannel } from '../storage/store.js';
import type { Actor, UserActor } from './actor.js';

/** A channel with what decides who may see it. */
export interface ChannelView {
  readonly channel: StoredChannel;
  /** Members of a private or direct channel; empty for a public one, which everyone may read and write. */
  readonly memberIds: ReadonlySet<string>;
}

const CACHED_CHANNELS = 10_000;

/**
 * Who may see a channel. A channel one may not see is answered as if it did not exist, so that nobody learns of it.
 * Views are kept in memory and dropped by `forget` whenever membership changes.
 */
export class ChannelAccess {
  readonly #channels: ChannelStore;
  readonly #views = new LRUCache<string, ChannelView>({ max: CACHED_CHANNELS });
  readonly #loading = new Map<string, Promise<ChannelView | undefined>>();

  constructor(channels: ChannelStore) {
    this.#channels = channels;
  }

  /**
   * The channel, for somebody who may read and write it. Answers at once, without a promise, where it is in memory.
   * @throws {ChatError} `not_found`
   */
  require(actor: Actor, channelId: string): ChannelView | Promise<ChannelView> {
    const known = this.#views.get(channelId);
    if (known) return mustSee(actor, known);
    return this.#load(channelId).then((view) => mustSee(actor, view));
  }

  /**
   * The same for writing, which takes a user.
   * @throws {ChatError} `not_found`, or `forbidden` for the service token
   */
  requireWriter(actor: Actor, channelId: string): ChannelView | Promise<ChannelView> {
    mustBeUser(actor);
    return this.require(actor, channelId);
  }

  /** Drops what is known of a channel: its next use reads the store. */
  forget(channelId: string): void {
    this.#views.delete(channelId);
    this.#loading.delete(channelId);
  }

  #load(channelId: string): Promise<ChannelView | undefined> {
    const underWay = this.#loading.get(channelId);
    if (underWay) return underWay;
    const load = this.#read(channelId)
      .then((view) => {
        // Forgotten meanwhile: what was read may be older than the change.
        if (view && this.#loading.get(channelId) === load) this.#views.set(channelId, view);
        return view;
      })
      .finally(() => {
        if (this.#loading.get(channelId) === load) this.#loading.delete(channelId);
      });
    this.#loading.set(channelId, load);
    return load;
  }

  async #read(channelId: string): Promise<ChannelView | undefined> {
    const channel = await this.#channels.findById(channelId);
    if (!channel) return undefined;
    const memberIds = channel.type === 'public' ? [] : await this.#channels.memberIds(channelId);
    return { channel, memberIds: new Set(memberIds) };
  }
}

/** @throws {ChatError} `forbidden` for anybody but a user */
export function mustBeUser(actor: Actor): asserts actor is UserActor {
  if (actor.kind !== 'user') throw forbidden('Only a user may do this');
}

const mustSee = (actor: Actor, view: ChannelView | undefined): ChannelView => {
  if (!view) throw notFound('channel');
  if (view.channel.type === 'public') return view;
  if (actor.kind === 'user' && view.memberIds.has(actor.userId)) return view;
  throw notFound('channel');
};
