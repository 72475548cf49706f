import { setTimeout as pause } from 'node:timers/promises';
import { events } from '../events.js';
import type { Rooms } from '../realtime/rooms.js';
import type { Bus } from './bus.js';
import { channelOfTopic, channelTopic, encodeChannelMessage } from './channel-message.js';

/** Pause between two rounds: while not everything is heard, and while it is, in case something was lost unseen. */
const DEGRADED_MS = 500;
const SAFETY_MS = 15_000;

/** Channels of one question to the store, and the pause between two of them: at most ten a second. */
const CHANNELS_A_CALL = 1_000;
const CALL_MS = 100;

/** Channels of which it is remembered that others were not told; beyond it, their own rounds have to do. */
const UNTOLD = 10_000;

interface ComparisonParts {
  /** Undefined where nodes share a store and nothing else. */
  readonly bus: Bus | undefined;
  readonly rooms: Pick<Rooms, 'channelIds' | 'find'>;
  readonly heads: (channelIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Milliseconds between two rounds of either kind. */
  readonly degradedMs?: number;
}

/**
 * Asks the store how far the logs of the channels with readers here go, so that they get what was not heard of: again and
 * again while the bus is away, once when it is back, and now and then in any case. Also tells others of what they could
 * not be told when it was written.
 */
export class Comparison {
  readonly #parts: ComparisonParts;
  readonly #degradedMs: number;
  readonly #stops: (() => void)[] = [];
  readonly #untold = new Set<string>();
  #wake: (() => void) | undefined;
  #announcing: NodeJS.Timeout | undefined;
  #isClosed = false;
  #ended: Promise<void> | undefined;

  constructor(parts: ComparisonParts) {
    this.#parts = parts;
    this.#degradedMs = parts.degradedMs ?? DEGRADED_MS;
  }

  start(): void {
    const { bus } = this.#parts;
    if (bus) {
      this.#stops.push(
        bus.onState(() => this.#wake?.()),
        bus.onLost((topics) => {
          this.#remember(topics);
        }),
      );
    }
    this.#ended = this.#run();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    clearTimeout(this.#announcing);
    this.#wake?.();
    await this.#ended;
  }

  get #isComplete(): boolean {
    return this.#parts.bus?.state === 'complete';
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const isComplete = this.#isComplete;
      const isDone = await this.#round().then(
        () => true,
        // The store is away, which it reports itself.
        () => false,
      );
      if (this.#mayRest(isComplete)) await this.#rest(isDone && isComplete ? SAFETY_MS : this.#degradedMs);
    }
  }

  /** Unless the bus came back, or went away, during the round. */
  #mayRest(wasComplete: boolean): boolean {
    return !this.#isClosed && wasComplete === this.#isComplete;
  }

  /** Ends early when woken. Jittered, as nodes lose their bus together. */
  #rest(aboutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, aboutMs * (0.8 + 0.4 * Math.random())).unref();
      this.#wake = done;
    });
  }

  async #round(): Promise<void> {
    await this.#compare();
    if (this.#untold.size > 0 && this.#parts.bus?.state !== 'away') await this.#announce();
  }

  async #compare(): Promise<void> {
    const { rooms, heads, bus } = this.#parts;
    let behind = 0;
    const channelIds = rooms.channelIds;
    for await (const part of this.#inParts(channelIds)) {
      for (const [channelId, head] of await heads(part)) {
        const room = rooms.find(channelId);
        if (!room || room.head >= head) continue;
        behind++;
        room.reach(head, 'compared');
      }
    }
    if (events.busCompared.hasSubscribers) {
      events.busCompared.publish({ state: bus?.state ?? 'away', channels: channelIds.length, behind });
    }
  }

  async #announce(): Promise<void> {
    const untold = [...this.#untold];
    this.#untold.clear();
    for await (const part of this.#inParts(untold)) {
      for (const [channelId, seq] of await this.#parts.heads(part)) {
        this.#parts.bus?.publish(channelTopic(channelId), encodeChannelMessage({ kind: 'head', seq }));
      }
    }
  }

  async *#inParts(channelIds: readonly string[]): AsyncGenerator<string[]> {
    for (let from = 0; from < channelIds.length && !this.#isClosed; from += CHANNELS_A_CALL) {
      if (from > 0) await pause(CALL_MS, undefined, { ref: false });
      yield channelIds.slice(from, from + CHANNELS_A_CALL);
    }
  }

  #remember(topics: readonly string[]): void {
    for (const topic of topics) {
      const channelId = channelOfTopic(topic);
      if (channelId !== undefined && this.#untold.size < UNTOLD) this.#untold.add(channelId);
    }
    // A server that loses much is not asked at each loss.
    this.#announcing ??= setTimeout(() => {
      this.#announcing = undefined;
      this.#wake?.();
    }, this.#degradedMs).unref();
  }
}
