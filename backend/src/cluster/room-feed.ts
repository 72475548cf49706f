import type { Buffer } from 'node:buffer';
import type { Room } from '../realtime/room.js';
import type { RoomFeed } from '../realtime/rooms.js';
import type { Bus, Interest } from './bus.js';
import { channelTopic, encodeChannelMessage, readChannelMessage } from './channel-message.js';
import { EphemeralBudget } from './ephemeral-budget.js';

/** Gives rooms what other nodes write in their channels. */
export class BusRoomFeed implements RoomFeed {
  readonly #bus: Bus;
  readonly #interests = new Map<Room, Interest>();
  readonly #budget = new EphemeralBudget();

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  follow(room: Room): Promise<void> | undefined {
    const interest = this.#bus.listen(channelTopic(room.channelId), (message) => {
      take(room, message);
    });
    this.#interests.set(room, interest);
    return interest.ready;
  }

  leave(room: Room): void {
    this.#interests.get(room)?.release();
    this.#interests.delete(room);
  }

  heardUntil(room: Room): number {
    return this.#interests.get(room)?.heardUntil(room.readAt) ?? room.readAt;
  }

  tell(channelId: string, frame: Buffer): void {
    if (!this.#budget.take(channelId, performance.now())) return;
    const message = encodeChannelMessage({ kind: 'ephemeral', frame });
    this.#bus.publish(channelTopic(channelId), message, { isExpendable: true });
  }
}

const take = (room: Room, bytes: Buffer): void => {
  const message = readChannelMessage(bytes);
  if (!message) return;
  if (message.kind === 'head') room.reach(message.seq, 'announced');
  else if (message.kind === 'ephemeral') room.tell(message.frame);
  else room.publish({ seq: message.seq, bytes: message.frame, durableAt: toLocal(message.durableAt) });
};

/** A moment of another node's clock on ours, never later than now: clocks of machines differ. */
const toLocal = (epochMs: number): number => Math.min(performance.now(), epochMs - performance.timeOrigin);
