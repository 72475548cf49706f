import { LRUCache } from 'lru-cache';
import type { AppendResult, NewMessage } from '../../store.js';
import { toStoreError } from '../calls/failures.js';
import { backOff } from '../calls/retries.js';
import type { Appends } from './appends.js';
import { ChannelLane } from './channel-lane.js';
import { Share } from './share.js';

/** Messages of one insert, and of one channel in it. */
const MAX_TOGETHER = 1_000;
const MAX_OF_CHANNEL = 500;

/**
 * Inserts for many channels under way at once: with a second one, messages go on arriving at the server while the first
 * waits for its disk.
 */
const MAX_SHARED = 2;

/** Channels that write on their own at once; each holds a connection. */
const MAX_ALONE = 16;

/** Channels whose last number is remembered. */
const MAX_IDLE = 50_000;

/**
 * Gives numbers: a lane for each channel keeps the order of the calls and its log's last number, and whatever waits in
 * all lanes is stored in one insert.
 */
export class LogWriter {
  readonly #appends: Appends;
  readonly #active = new Map<string, ChannelLane>();
  readonly #idle = new LRUCache<string, ChannelLane>({ max: MAX_IDLE });
  /** Lanes with something to do that may begin, in the order in which they became so. */
  readonly #ready = { shared: new Set<ChannelLane>(), alone: new Set<ChannelLane>() };
  readonly #running = { shared: 0, alone: 0 };
  #isScheduled = false;

  constructor(appends: Appends) {
    this.#appends = appends;
  }

  append(message: NewMessage): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const tries = { triedSeq: 0, unknownSeqs: [] };
      this.#enqueue(message.channelId, { kind: 'append', message, startedAt, resolve, reject, ...tries });
    });
  }

  /**
   * Runs something else that takes a number of the channel, after what was called before it.
   * @param work answers its result and the log's last number
   */
  run<Result>(channelId: string, work: () => Promise<{ result: Result; head: number | undefined }>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = async (): Promise<number | undefined> => {
        try {
          const { result, head } = await work();
          resolve(result);
          return head;
        } catch (error) {
          reject(toStoreError(error, true));
          return undefined;
        }
      };
      this.#enqueue(channelId, { kind: 'task', startedAt: performance.now(), reject, run });
    });
  }

  #enqueue(channelId: string, pending: Parameters<ChannelLane['push']>[0]): void {
    let lane = this.#active.get(channelId);
    if (lane === undefined) {
      lane = this.#idle.get(channelId) ?? new ChannelLane(channelId);
      this.#active.set(channelId, lane);
    }
    lane.push(pending);
    this.#offer(lane);
  }

  #offer(lane: ChannelLane): void {
    if (lane.isBusy || this.#ready.shared.has(lane) || this.#ready.alone.has(lane)) return;
    this.#ready[lane.isAlone ? 'alone' : 'shared'].add(lane);
    if (this.#isScheduled) return;
    // What is called in the same turn goes together.
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#start();
    });
  }

  #start(): void {
    for (const lane of this.#ready.alone) {
      if (this.#running.alone === MAX_ALONE) break;
      this.#ready.alone.delete(lane);
      lane.isBusy = true;
      void this.#runAlone(lane);
    }
    while (this.#running.shared < MAX_SHARED && this.#ready.shared.size > 0) void this.#runShared(this.#gather());
  }

  /** Of every lane that is ready a share, the one that waits longest first. */
  #gather(): Share[] {
    const shares: Share[] = [];
    let count = 0;
    for (const lane of this.#ready.shared) {
      if (count >= MAX_TOGETHER) break;
      this.#ready.shared.delete(lane);
      lane.isBusy = true;
      const share = new Share(lane, lane.takeAppends(MAX_OF_CHANNEL));
      count += share.waiting.length;
      shares.push(share);
    }
    return shares;
  }

  async #runShared(shares: readonly Share[]): Promise<void> {
    this.#running.shared += 1;
    await this.#appends.storeTogether(shares);
    this.#running.shared -= 1;
    for (const share of shares) void this.#release(share.lane, share);
    this.#start();
  }

  async #runAlone(lane: ChannelLane): Promise<void> {
    this.#running.alone += 1;
    const task = lane.takeTask();
    let share: Share | undefined;
    // Where it does not know, what is remembered is old at worst, which costs one retry.
    if (task) lane.head = (await task.run()) ?? lane.head;
    else {
      share = new Share(lane, lane.takeAppends(MAX_OF_CHANNEL));
      if (share.waiting.length > 0) await this.#appends.storeAlone(share);
    }
    this.#running.alone -= 1;
    void this.#release(lane, share);
    this.#start();
  }

  /** Lets the lane go on; one that came to nothing waits a little first, and holds up no other. */
  async #release(lane: ChannelLane, share?: Share): Promise<void> {
    if (share) lane.putBack(share.waiting);
    if (lane.failures > 0) await backOff(lane.failures);
    lane.isBusy = false;
    if (!lane.isEmpty) {
      this.#offer(lane);
      return;
    }
    this.#active.delete(lane.channelId);
    this.#idle.set(lane.channelId, lane);
  }
}
