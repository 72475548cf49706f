import type { UserStatus } from '@chatwatch/client';
import type { StoredPresence } from '../../storage/store.js';
import type { ChatSocket } from '../chat-socket.js';

/** A user on this node, from his first connection until a while after his last. */
export class Attendee {
  readonly userId: string;
  readonly sockets = new Set<ChatSocket>();
  /** When he connected, set a status, or lost his last connection; milliseconds since the epoch. */
  lastSeenAt: number;
  /** Without a connection and about to be taken for gone: when, on the clock of `performance.now()`. */
  leavesAt: number | undefined;
  /** What he last was subscribed to: there he is told to have left. */
  lastChannels: Set<string> | undefined;
  /** What others were told of him; undefined until the store has said. */
  toldStatus: UserStatus | undefined;
  /** What the store holds of him. */
  stored: StoredPresence | undefined;
  #choice: Exclude<UserStatus, 'online'> | undefined;
  #hasChosen = false;

  constructor(userId: string, seenAt: number) {
    this.userId = userId;
    this.lastSeenAt = seenAt;
  }

  get isGone(): boolean {
    return this.sockets.size === 0 && this.leavesAt === undefined;
  }

  /** He is online while he is here, unless he says otherwise. */
  get status(): UserStatus {
    return this.isGone ? 'offline' : (this.#choice ?? 'online');
  }

  /** Whether what others were told of him is out of date. */
  get isNews(): boolean {
    return this.toldStatus !== undefined && this.toldStatus !== this.status;
  }

  /** Whether the store should hold something else. */
  get isUnsaved(): boolean {
    const { stored } = this;
    return stored !== undefined && (stored.status !== this.status || stored.isConnected === this.isGone);
  }

  choose(status: UserStatus, at: number): void {
    this.#choice = status === 'online' ? undefined : status;
    this.#hasChosen = true;
    this.lastSeenAt = at;
  }

  /** Takes in what the store held: a status that was set before he came holds on, unless he has chosen since. */
  recall(stored: StoredPresence): void {
    const { status, isConnected } = stored;
    this.stored = stored;
    this.toldStatus = status;
    // Offline is everyone who is away; only of somebody who was connected it was a choice.
    const isChoice = status === 'away' || status === 'busy' || (status === 'offline' && isConnected);
    if (!this.#hasChosen && isChoice) this.#choice = status;
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
    // Who shows himself as offline was not seen to leave either.
    if (this.#choice !== 'offline') this.lastSeenAt = at;
    return this.sockets.size === 0;
  }

  /** What he chose holds as long as he is here. */
  leave(): void {
    this.leavesAt = undefined;
    this.#choice = undefined;
    this.#hasChosen = true;
  }

  /** As the store should hold it. */
  toStored(): StoredPresence {
    const { userId, status, lastSeenAt, isGone } = this;
    return { userId, status, lastSeenAt, isConnected: !isGone };
  }

  /** Channels that his connections are or were subscribed to. */
  *channels(): Generator<string, void> {
    for (const socket of this.sockets) yield* socket.subscriptions?.keys() ?? [];
    yield* this.lastChannels ?? [];
  }
}
