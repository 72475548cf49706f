import type { ChannelAccess } from '../chat/access.js';
import type { PageFeed } from '../chat/history/page-feed.js';
import type { Messages } from '../chat/messages.js';
import type { Publisher } from '../chat/publisher.js';
import type { RoomFeed, Rooms } from '../realtime/rooms.js';
import { Announcer } from './announcer.js';
import type { Bus } from './bus.js';
import { Comparison } from './comparison.js';
import { Control } from './control.js';
import { startMemberCheck } from './member-check.js';
import { BusPageFeed } from './page-feed.js';
import { BusRoomFeed } from './room-feed.js';

interface ClusterParts {
  readonly rooms: Rooms;
  /** Undefined where nodes share a store and nothing else: then the store is asked all the time. */
  readonly bus: Bus | undefined;
}

/** Where nothing is heard, what the store said is known, and nothing since. */
const unheard: PageFeed = {
  follow: () => ({ ready: undefined, heardUntil: (knownAt) => knownAt, release: () => undefined }),
};

/**
 * The other nodes that work on the same store, as this one's chat knows them. The bus is a hint and the store is the
 * truth: what is not heard of is found by asking the store.
 */
export class Cluster {
  readonly #rooms: Rooms;
  readonly bus: Bus | undefined;
  readonly #control: Control | undefined;
  readonly publisher: Publisher;
  readonly pageFeed: PageFeed;
  readonly roomFeed: RoomFeed | undefined;
  #access: ChannelAccess | undefined;
  #comparison: Comparison | undefined;
  #stopCheck: (() => void) | undefined;

  constructor({ rooms, bus }: ClusterParts) {
    this.#rooms = rooms;
    this.bus = bus;
    this.#control = bus && this.#listen(bus);
    this.publisher = bus && this.#control ? new Announcer({ rooms, bus, control: this.#control }) : rooms;
    this.pageFeed = bus ? new BusPageFeed(bus) : unheard;
    this.roomFeed = bus && new BusRoomFeed(bus);
  }

  /** Until when changes of membership are known by who knew all at a moment; the moment itself where none was heard. */
  readonly membersHeardUntil = (knownAt: number): number => this.#control?.heardUntil(knownAt) ?? knownAt;

  /** Hears the others from now on. */
  start({ access, messages }: { access: ChannelAccess; messages: Messages }): void {
    const bus = this.bus;
    const rooms = this.#rooms;
    this.#access = access;
    bus?.start();
    this.#comparison = new Comparison({ bus, rooms, heads: (channelIds) => messages.heads(channelIds) });
    this.#comparison.start();
    this.#stopCheck = startMemberCheck({ rooms, access, isDegraded: () => bus?.state !== 'complete' });
  }

  /** Tells what waits, takes leave of the others, and hears no more of them. */
  async close(): Promise<void> {
    this.#stopCheck?.();
    await this.#comparison?.close();
    this.#control?.close();
    await this.bus?.close();
  }

  #listen(bus: Bus): Control {
    return new Control(bus, (message) => {
      this.#access?.forgetHere(message.channelId);
      if (message.type === 'member_removed') this.#rooms.memberRemoved(message.channelId, message.userId);
    });
  }
}
