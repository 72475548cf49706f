import { encodeTextFrame } from '../realtime/frame.js';
import type { Rooms } from '../realtime/rooms.js';
import type { PublishedEntry, Publisher } from '../chat/publisher.js';
import type { Bus } from './bus.js';
import { channelTopic, encodeChannelMessage } from './channel-message.js';
import type { Control } from './control.js';

/** Tells this node's readers and all other nodes what was written here; the frame is made once for all of them. */
export class Announcer implements Publisher {
  readonly #rooms: Rooms;
  readonly #bus: Bus;
  readonly #control: Control;

  constructor(parts: { rooms: Rooms; bus: Bus; control: Control }) {
    this.#rooms = parts.rooms;
    this.#bus = parts.bus;
    this.#control = parts.control;
  }

  publish({ channelId, seq, frame, durableAt }: PublishedEntry): void {
    const bytes = encodeTextFrame(JSON.stringify(frame));
    this.#rooms.take(channelId, { seq, bytes, durableAt });
    const message = encodeChannelMessage({
      kind: 'entry',
      seq,
      durableAt: performance.timeOrigin + durableAt,
      frame: bytes,
    });
    this.#bus.publish(channelTopic(channelId), message);
  }

  reached(channelId: string, seq: number): void {
    this.#rooms.reached(channelId, seq);
    this.#bus.publish(channelTopic(channelId), encodeChannelMessage({ kind: 'head', seq }));
  }

  /** Other nodes compare by themselves. */
  doubted(channelId: string): void {
    this.#rooms.doubted(channelId);
  }

  membersChanged(channelId: string): void {
    this.#control.tell({ type: 'members_changed', channelId });
  }

  memberRemoved(channelId: string, userId: string): void {
    this.#rooms.memberRemoved(channelId, userId);
    this.#control.tell({ type: 'member_removed', channelId, userId });
  }
}
