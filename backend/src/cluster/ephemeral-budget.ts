import { LRUCache } from 'lru-cache';

/** Typing that is told to other nodes, of one channel and of all, each second. */
const CHANNEL_A_SECOND = 10;
const ALL_A_SECOND = 500;
const CHANNELS = 10_000;

interface Window {
  second: number;
  count: number;
}

/** How much of what nobody misses may go to other nodes. */
export class EphemeralBudget {
  readonly #channels = new LRUCache<string, Window>({ max: CHANNELS });
  readonly #all: Window = { second: 0, count: 0 };

  /** Whether one more may go out. @param nowMs of any clock */
  take(channelId: string, nowMs: number): boolean {
    const second = Math.floor(nowMs / 1_000);
    let channel = this.#channels.get(channelId);
    if (!channel) {
      channel = { second, count: 0 };
      this.#channels.set(channelId, channel);
    }
    return count(channel, second) <= CHANNEL_A_SECOND && count(this.#all, second) <= ALL_A_SECOND;
  }
}

const count = (window: Window, second: number): number => {
  if (window.second !== second) {
    window.second = second;
    window.count = 0;
  }
  return ++window.count;
};
