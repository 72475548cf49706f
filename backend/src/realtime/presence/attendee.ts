import type { UserStatus } from '@chatwatch/client';
import type { PresenceChange } from '../../storage/presence-store.js';
import type { ChatSocket } from '../chat-socket.js';

/** A user on this node, from his first connection until a while after his last. */
export class Attendee {
  readonly userId: string;
  readonly sockets = new Set<ChatSocket>();
  /** When he connected, set a status, or lost his last connection here; milliseconds since the epoch. */
  seenAt: number;
  /** Without a connection and about to be taken for gone: when, on the clock of `performance.now()`. */
  leavesAt: number | undefined;
  /** What he last was subscribed to: there he is told to have left. */
  lastChannels: Set<string> | undefined;
  /** The store has him on this node. */
  isKept = false;
  /** The status that he chose, until it is stored. */
  chosen: UserStatus | undefined;

  constructor(userId: string, seenAt: number) {
    this.userId = userId;
    this.seenAt = seenAt;
  }

  get isGone(): boolean {
    return this.sockets.size === 0 && this.leavesAt === undefined;
  }

  /** Whether the store has to be told something. */
  get isUnsaved(): boolean {
    return this.isKept === this.isGone || this.chosen !== undefined;
  }

  choose(status: UserStatus, at: number): void {
    this.chosen = status;
    this.seenAt = at;
  }

  connected(socket: ChatSocket): void {
    this.sockets.add(socket);
    this.leavesAt = undefined;
    this.lastChannels = undefined;
  }

  /** @returns whether that was his last connection */
  disconnected(socket: ChatSocket, at: number): boolean {
    if (!this.sockets.delete(socket)) return false;
    for (const channelId of socket.subscriptions?.keys() ?? []) (this.lastChannels ??= new Set()).add(channelId);
    this.seenAt = at;
    return this.sockets.size === 0;
  }

  /** What he chose holds as long as he is here. */
  leave(): void {
    this.leavesAt = undefined;
    this.chosen = undefined;
  }

  toChange(): PresenceChange {
    const { userId, isGone, seenAt, chosen } = this;
    return { userId, isHere: !isGone, at: seenAt, ...(chosen && { status: chosen }) };
  }

  /** The store has taken a change in. */
  saved({ isHere, status }: PresenceChange): void {
    this.isKept = isHere;
    if (this.chosen === status) this.chosen = undefined;
  }

  /** Whether it is known where he is or was subscribed. */
  get isSubscribed(): boolean {
    return this.channels().next().done !== true;
  }

  /** Channels that his connections are or were subscribed to. */
  *channels(): Generator<string, void> {
    for (const socket of this.sockets) yield* socket.subscriptions?.keys() ?? [];
    yield* this.lastChannels ?? [];
  }
}
