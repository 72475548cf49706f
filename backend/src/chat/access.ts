import type { Cache, CachePolicy } from '../cache/index.js';
import { forbidden, notFound } from '../errors.js';
import type { ChannelStore, StoredChannel } from '../storage/store.js';
import type { Actor, UserActor } from './actor.js';

/** A channel with what decides who may see it. */
export interface ChannelView {
  readonly channel: StoredChannel;
  /** Members of a private or direct channel; empty for a public one, which everyone may read and write. */
  readonly memberIds: ReadonlySet<string>;
  /** When it was asked for, on the clock of `performance.now()`. */
  readonly readAt: number;
}

/** A member's id in a set, bytes: its text and its place. */
const MEMBER_BYTES = 100;

/** How long ago what other nodes changed may last have been known. */
const FRESH_MS = 800;

/** Who is a member of a channel is asked at least so often. */
const TTL_MS = 60_000;

/** How long that a channel is public, which never changes, may be known without a store that says so. */
const PUBLIC_GRACE_MS = 3_600_000;

/** Without grace: who was removed must not be let in while the store is away. */
const policy: CachePolicy<ChannelView> = {
  group: 'membership',
  ttlMs: TTL_MS,
  sizeBytes: ({ memberIds }) => 1_000 + MEMBER_BYTES * memberIds.size,
};

/** Where other nodes change members. */
const sharedPolicy = (heardUntil: (knownAt: number) => number): CachePolicy<ChannelView> => ({
  ...policy,
  graceMs: PUBLIC_GRACE_MS,
  renew: (view) => {
    if (view.channel.type === 'public') return view;
    const now = performance.now();
    return now - view.readAt < TTL_MS && now - heardUntil(view.readAt) < FRESH_MS ? view : undefined;
  },
});

/**
 * Who may see a channel. A channel one may not see is answered as if it did not exist, so that nobody learns of it.
 * Views are kept in memory and dropped by `forget` whenever membership changes.
 */
export class ChannelAccess {
  readonly #channels: ChannelStore;
  readonly #cache: Cache;
  readonly #policy: CachePolicy<ChannelView>;

  /**
   * @param heardUntil where other nodes change members: until when all of that is known by who knew all at a moment, on
   * the clock of `performance.now()`
   */
  constructor(channels: ChannelStore, cache: Cache, heardUntil?: (knownAt: number) => number) {
    this.#channels = channels;
    this.#cache = cache;
    this.#policy = heardUntil ? sharedPolicy(heardUntil) : policy;
  }

  /**
   * The channel, for somebody who may read and write it. Answers at once, without a promise, where it is in memory.
   * @throws {ChatError} `not_found`
   */
  require(actor: Actor, channelId: string): ChannelView | Promise<ChannelView> {
    const view = this.view(channelId);
    if (view instanceof Promise) return view.then((loaded) => mustSee(actor, loaded));
    return mustSee(actor, view);
  }

  /**
   * The channel where `require` would give it at once; undefined where it would refuse or wait. Counts no lookup, see
   * `Cache.peek`.
   */
  peek(actor: Actor, channelId: string): ChannelView | undefined {
    const view = this.#cache.peek(channelId, this.#policy);
    return view && maySee(actor, view) ? view : undefined;
  }

  /** Counts a lookup that `peek` has answered. */
  countPeek(): void {
    this.#cache.countHit(this.#policy.group);
  }

  /**
   * The same for writing, which takes a user.
   * @throws {ChatError} `not_found`, or `forbidden` for the service token
   */
  requireWriter(actor: Actor, channelId: string): ChannelView | Promise<ChannelView> {
    mustBeUser(actor);
    return this.require(actor, channelId);
  }

  /** The channel whoever asks, for what is done on nobody's behalf; undefined where there is none. */
  view(channelId: string): ChannelView | undefined | Promise<ChannelView | undefined> {
    return this.#cache.getOrLoad(channelId, this.#policy, this.#read);
  }

  /** Drops what is known of a channel, on every node: its next use reads the store. */
  forget(channelId: string): Promise<void> {
    return this.#cache.dropKeys('membership', channelId);
  }

  /** Drops what is known of a channel on this node: another one has changed it. */
  forgetHere(channelId: string): void {
    this.#cache.dropKeysHere('membership', channelId);
  }

  readonly #read = async (channelId: string): Promise<ChannelView | undefined> => {
    const readAt = performance.now();
    const channel = await this.#channels.findById(channelId);
    if (!channel) return undefined;
    const memberIds = channel.type === 'public' ? [] : await this.#channels.memberIds(channelId);
    return { channel, memberIds: new Set(memberIds), readAt };
  };
}

/** @throws {ChatError} `forbidden` for anybody but a user */
export function mustBeUser(actor: Actor): asserts actor is UserActor {
  if (actor.kind !== 'user') throw forbidden('Only a user may do this');
}

const mustSee = (actor: Actor, view: ChannelView | undefined): ChannelView => {
  if (!view || !maySee(actor, view)) throw notFound('channel');
  return view;
};

const maySee = (actor: Actor, { channel, memberIds }: ChannelView): boolean =>
  channel.type === 'public' || (actor.kind === 'user' && memberIds.has(actor.userId));
