import type { Channel, ChannelType } from '@chatwatch/client';
import { badRequest, forbidden, notFound } from '../errors.js';
import type { ChannelStore, StoredChannel } from '../storage/store.js';
import { type ChannelAccess, mustBeUser } from './access.js';
import type { Actor } from './actor.js';
import { newId } from './ids.js';
import { presentChannel } from './present.js';
import type { Publisher } from './publisher.js';

export interface NewChannel {
  readonly name: string;
  readonly type: ChannelType;
  readonly memberIds: readonly string[];
}

/** Channels and who is in them. */
export class Channels {
  readonly #store: ChannelStore;
  readonly #access: ChannelAccess;
  readonly #publisher: Publisher;

  constructor(parts: { store: ChannelStore; access: ChannelAccess; publisher: Publisher }) {
    this.#store = parts.store;
    this.#access = parts.access;
    this.#publisher = parts.publisher;
  }

  /** Own and public channels, oldest first; public ones alone for the service token. */
  async list(actor: Actor): Promise<Channel[]> {
    const channels = await this.#store.listVisible(actor.kind === 'user' ? actor.userId : '');
    return channels.map((channel) => presentChannel(channel));
  }

  /** Its creator owns the channel. A direct channel takes exactly one other member. */
  async create(actor: Actor, request: NewChannel): Promise<Channel> {
    mustBeUser(actor);
    const memberIds = [...new Set([actor.userId, ...request.memberIds])];
    if (request.type === 'direct' && memberIds.length !== 2) {
      throw badRequest('A direct channel has exactly one other member', [
        { path: 'memberIds', message: 'must name one other user' },
      ]);
    }
    const channel: StoredChannel = {
      id: newId(),
      name: request.name,
      type: request.type,
      ownerId: actor.userId,
      createdAt: Date.now(),
    };
    await this.#store.create(channel, memberIds);
    return presentChannel(channel, await this.#store.memberIds(channel.id));
  }

  /** @throws {ChatError} `not_found`, also for a private channel that one is not in */
  async get(actor: Actor, channelId: string): Promise<Channel> {
    const { channel } = await this.#access.require(actor, channelId);
    return presentChannel(channel, await this.#store.memberIds(channelId));
  }

  /**
   * Adds a member: the owner adds anyone, and anyone joins a public channel. Repeating it changes nothing.
   * @throws {ChatError} `not_found` of channel or user, `forbidden`
   */
  async addMember(actor: Actor, channelId: string, userId: string): Promise<void> {
    mustBeUser(actor);
    const { channel } = await this.#access.require(actor, channelId);
    const isSelf = userId === actor.userId;
    if (channel.ownerId !== actor.userId && !(isSelf && channel.type === 'public')) {
      throw forbidden('Only the owner adds members');
    }
    if (channel.type === 'direct' && !(await this.#store.isMember(channelId, userId))) {
      throw forbidden('A direct channel keeps its two members');
    }
    const isAdded = await this.#store.addMember(channelId, userId);
    if (!isAdded && !(await this.#store.isMember(channelId, userId))) throw notFound('user');
    this.#publisher.membersChanged(channelId);
    await this.#access.forget(channelId);
  }

  /**
   * Removes a member: the owner removes anyone but himself, and anyone leaves. Live subscriptions end with it.
   * @throws {ChatError} `not_found` of channel or member, `forbidden`
   */
  async removeMember(actor: Actor, channelId: string, userId: string): Promise<void> {
    mustBeUser(actor);
    const { channel } = await this.#access.require(actor, channelId);
    if (userId !== actor.userId && channel.ownerId !== actor.userId) throw forbidden('Only the owner removes members');
    if (userId === channel.ownerId) throw forbidden('The owner cannot leave the channel');
    const isRemoved = await this.#store.removeMember(channelId, userId);
    if (isRemoved && channel.type !== 'public') {
      // At once: forgetting it on every node may take as long as the cache's second level.
      this.#access.forgetHere(channelId);
      this.#publisher.memberRemoved(channelId, userId);
    }
    await this.#access.forget(channelId);
    if (!isRemoved) throw notFound('member');
  }
}
