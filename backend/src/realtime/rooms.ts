import type { Buffer } from 'node:buffer';
import { CloseCode } from '@chatwatch/client';
import { FRESH_MS } from '../chat/history/page-feed.js';
import type { PublishedEntry, Publisher } from '../chat/publisher.js';
import type { ChatSocket } from './chat-socket.js';
import { Doubts } from './doubts.js';
import { encodeTextFrame } from './frame.js';
import { Room, type RoomEntry, type RoomLog, type RoomParts, type Subscription } from './room.js';
import type { WritePass } from './write-pass.js';

/** Logs read at a time to fill holes: after the bus was away, thousands of rooms may ask at once. */
const FILLS = 8;

/** Other nodes, as rooms know them; there is none in a single process. */
export interface RoomFeed {
  /**
   * Hears of a channel from now on.
   * @returns settles when all that is published from then on is heard; undefined where it is at once
   */
  follow(room: Room): Promise<void> | undefined;
  leave(room: Room): void;
  /** Up to when all that other nodes wrote is known to the room, on the clock of `performance.now()`. */
  heardUntil(room: Room): number;
  /** Tells the channel's readers on other nodes of a frame that nobody misses. */
  tell(channelId: string, frame: Buffer): void;
}

/** The rooms that have subscribers on this node; entries of other channels cost a look-up. */
export class Rooms implements Publisher {
  readonly #rooms = new Map<string, Room>();
  readonly #pass: WritePass;
  #parts: RoomParts | undefined;
  #feed: RoomFeed | undefined;
  #doubts: Doubts | undefined;

  constructor(pass: WritePass) {
    this.#pass = pass;
  }

  /** The store's side, given once the services that publish here exist, and the other nodes'. */
  connect(log: RoomLog, feed?: RoomFeed): void {
    this.#feed = feed;
    this.#doubts = new Doubts({ heads: (channelIds) => log.heads(channelIds), find: (id) => this.#rooms.get(id) });
    this.#parts = {
      log,
      pass: this.#pass,
      inTurn: turns(FILLS),
      tellElsewhere: (channelId, frame) => feed?.tell(channelId, frame),
    };
  }

  /** Ids of the channels. */
  get channelIds(): string[] {
    return [...this.#rooms.keys()];
  }

  publish({ channelId, seq, frame, durableAt }: PublishedEntry): void {
    const room = this.#rooms.get(channelId);
    room?.publish({ seq, bytes: encodeTextFrame(JSON.stringify(frame)), durableAt });
  }

  /** The same of an entry whose frame is made already. */
  take(channelId: string, entry: RoomEntry): void {
    this.#rooms.get(channelId)?.publish(entry);
  }

  reached(channelId: string, seq: number): void {
    this.#rooms.get(channelId)?.reach(seq, 'repeated');
  }

  doubted(channelId: string): void {
    if (this.#rooms.has(channelId)) this.#doubts?.add(channelId);
  }

  /** Only other nodes need to be told. */
  membersChanged(): void {
    return undefined;
  }

  /** Ends what the user's sockets hear of the channel, at once. */
  memberRemoved(channelId: string, userId: string): void {
    this.#expel(channelId, (id) => id === userId);
  }

  /** The same for everyone who is not a member. */
  keepMembers(channelId: string, memberIds: ReadonlySet<string>): void {
    this.#expel(channelId, (id) => !memberIds.has(id));
  }

  /** Whether the room knows what other nodes wrote until a moment ago; not for long after one of them was killed. */
  isFresh(room: Room): boolean {
    return this.#feed === undefined || performance.now() - this.#feed.heardUntil(room) < FRESH_MS;
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
    if (!room.isEmpty) return;
    this.#rooms.delete(room.channelId);
    this.#feed?.leave(room);
  }

  leaveAll(socket: ChatSocket): void {
    for (const subscription of socket.subscriptions?.values() ?? []) this.leave(subscription);
  }

  #expel(channelId: string, isExpelled: (userId: string) => boolean): void {
    for (const subscription of [...(this.#rooms.get(channelId)?.subscriptions ?? [])]) {
      const { socket } = subscription;
      const { actor, ticket } = socket.session ?? {};
      if (actor?.kind !== 'user' || !isExpelled(actor.userId)) continue;
      this.leave(subscription);
      if (ticket) socket.end(CloseCode.SessionEnded, 'membership of the channel ended');
      else socket.sendNow({ type: 'unsubscribed', channelId });
    }
  }

  #create(channelId: string): Room {
    if (!this.#parts) throw new Error('rooms are used before connect()');
    const room = new Room(channelId, this.#parts);
    this.#rooms.set(channelId, room);
    room.ready = this.#feed?.follow(room);
    return room;
  }
}

/** Runs so many at a time, the others in the order in which they came. */
const turns = (count: number): RoomParts['inTurn'] => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running === count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
};
