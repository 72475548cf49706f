import { CloseCode } from '@chatwatch/client';
import type { PublishedEntry, Publisher } from '../chat/publisher.js';
import type { ChatSocket } from './chat-socket.js';
import { Room, type RoomLog, type Subscription } from './room.js';
import type { WritePass } from './write-pass.js';

/** The rooms that have subscribers on this node; entries of other channels cost a look-up. */
export class Rooms implements Publisher {
  readonly #rooms = new Map<string, Room>();
  readonly #pass: WritePass;
  #log: RoomLog | undefined;

  constructor(pass: WritePass) {
    this.#pass = pass;
  }

  /** The store's side, given once the services that publish here exist. */
  connect(log: RoomLog): void {
    this.#log = log;
  }

  publish(entry: PublishedEntry): void {
    this.#rooms.get(entry.channelId)?.publish(entry);
  }

  /** Ends what the user's sockets hear of the channel, at once. */
  memberRemoved(channelId: string, userId: string): void {
    for (const subscription of [...(this.#rooms.get(channelId)?.subscriptions ?? [])]) {
      const { socket } = subscription;
      const { actor, ticket } = socket.session ?? {};
      if (actor?.kind !== 'user' || actor.userId !== userId) continue;
      this.leave(subscription);
      if (ticket) socket.end(CloseCode.SessionEnded, 'membership of the channel ended');
      else socket.sendNow({ type: 'unsubscribed', channelId });
    }
  }

  find(channelId: string): Room | undefined {
    return this.#rooms.get(channelId);
  }

  /** A subscription that is not live yet; a socket's earlier one to the channel ends. */
  join(socket: ChatSocket, channelId: string): Subscription {
    const earlier = socket.subscriptions?.get(channelId);
    const room = this.#rooms.get(channelId) ?? this.#create(channelId);
    const subscription = room.join(socket);
    if (earlier) this.leave(earlier);
    (socket.subscriptions ??= new Map()).set(channelId, subscription);
    return subscription;
  }

  leave(subscription: Subscription): void {
    const { room, socket } = subscription;
    if (subscription.isEnded) return;
    room.leave(subscription);
    if (socket.subscriptions?.get(room.channelId) === subscription) socket.subscriptions.delete(room.channelId);
    if (room.isEmpty) this.#rooms.delete(room.channelId);
  }

  leaveAll(socket: ChatSocket): void {
    for (const subscription of socket.subscriptions?.values() ?? []) this.leave(subscription);
  }

  #create(channelId: string): Room {
    if (!this.#log) throw new Error('rooms are used before connect()');
    const room = new Room(channelId, this.#log, this.#pass);
    this.#rooms.set(channelId, room);
    return room;
  }
}
