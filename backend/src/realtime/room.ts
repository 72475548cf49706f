import { Buffer } from 'node:buffer';
import type { LogFrame, ServerFrame } from '@chatwatch/client';
import type { PublishedEntry } from '../chat/publisher.js';
import { events } from '../events.js';
import type { ChatSocket } from './chat-socket.js';
import { pushEphemeral } from './ephemeral.js';
import { encodeTextFrame } from './frame.js';
import type { FrameSource, WritePass } from './write-pass.js';

/** How long an entry may be missing before it is read from the store. */
const HOLE_MS = 20;
const HOLE_ENTRIES = 1_000;

/** One socket in one room. */
export interface Subscription {
  readonly socket: ChatSocket;
  readonly room: Room;
  /** Last entry that the socket was given. */
  lastSeq: number;
  /** False while what it missed is still being read: live entries wait. */
  isLive: boolean;
  isEnded: boolean;
}

/** What a room needs of the store. */
export interface RoomLog {
  head(channelId: string): Promise<number>;
  log(channelId: string, afterSeq: number, limit: number): Promise<{ entries: LogFrame[]; head: number }>;
}

interface PendingFrame {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly publishedAt: number;
}

/**
 * A channel with subscribers on this node. Entries go out in the order of their numbers and without a hole: one that
 * comes early waits for its turn, and one that does not come is read from the store.
 */
export class Room implements FrameSource {
  readonly channelId: string;
  /** The number of the last entry handed to a write pass. */
  flushedSeq = 0;
  readonly #pass: WritePass;
  readonly #log: RoomLog;
  readonly #subscriptions = new Set<Subscription>();
  readonly #early = new Map<number, PublishedEntry>();
  #lastSeq: number | undefined;
  #pending: PendingFrame[] = [];
  #opening: Promise<void> | undefined;
  #holeTimer: NodeJS.Timeout | undefined;

  constructor(channelId: string, log: RoomLog, pass: WritePass) {
    this.channelId = channelId;
    this.#log = log;
    this.#pass = pass;
  }

  get isEmpty(): boolean {
    return this.#subscriptions.size === 0;
  }

  /** The last number taken in; defined once `open` has resolved. */
  get head(): number {
    return this.#lastSeq ?? 0;
  }

  get subscriptions(): Iterable<Subscription> {
    return this.#subscriptions;
  }

  /** Reads where the log stands; entries published meanwhile wait. Rejects where the store cannot answer. */
  open(): Promise<void> {
    this.#opening ??= this.#log.head(this.channelId).then(
      (head) => {
        this.#lastSeq = head;
        this.flushedSeq = head;
        this.#takeEarly();
      },
      (error: unknown) => {
        this.#opening = undefined;
        throw error;
      },
    );
    return this.#opening;
  }

  join(socket: ChatSocket): Subscription {
    const subscription: Subscription = { socket, room: this, lastSeq: 0, isLive: false, isEnded: false };
    this.#subscriptions.add(subscription);
    return subscription;
  }

  leave(subscription: Subscription): void {
    subscription.isEnded = true;
    this.#subscriptions.delete(subscription);
    if (this.isEmpty) clearTimeout(this.#holeTimer);
  }

  /** Takes an entry in; numbers that were taken before are ignored. */
  publish(entry: PublishedEntry): void {
    const last = this.#lastSeq;
    if (last !== undefined && entry.seq <= last) return;
    if (last === undefined || entry.seq > last + 1) {
      this.#early.set(entry.seq, entry);
      if (last !== undefined) this.#awaitHole();
      return;
    }
    this.#take(entry);
    if (this.#early.size > 0) this.#takeEarly();
  }

  /** An ephemeral frame to everyone live but its author; readers that are behind do not get it. */
  broadcast(frame: ServerFrame, except: ChatSocket): void {
    const bytes = encodeTextFrame(JSON.stringify(frame));
    for (const { socket, isLive } of this.#subscriptions) {
      if (isLive && socket !== except) pushEphemeral(this.#pass, socket, bytes);
    }
  }

  collect(pass: WritePass): void {
    const frames = this.#pending;
    this.#pending = [];
    const first = frames[0];
    if (!first) return;
    const batch = frames.length === 1 ? first.bytes : Buffer.concat(frames.map((frame) => frame.bytes));
    this.flushedSeq = first.seq + frames.length - 1;
    for (const frame of frames) pass.noteEntry(frame.publishedAt);
    for (const subscription of this.#subscriptions) {
      if (!subscription.isLive) continue;
      if (subscription.lastSeq < first.seq) pass.deliver(subscription.socket, batch, frames.length);
      else deliverRest(pass, subscription, frames);
      subscription.lastSeq = this.flushedSeq;
    }
  }

  #take(entry: PublishedEntry): void {
    this.#lastSeq = entry.seq;
    const publishedAt = performance.now();
    if (this.#pending.length === 0) this.#pass.add(this);
    this.#pending.push({ seq: entry.seq, bytes: encodeTextFrame(JSON.stringify(entry.frame)), publishedAt });
    if (events.entryPublished.hasSubscribers) {
      const publishSeconds = (publishedAt - entry.durableAt) / 1000;
      events.entryPublished.publish({ publishSeconds });
    }
  }

  #takeEarly(): void {
    for (const seq of this.#early.keys()) {
      if (seq <= this.head) this.#early.delete(seq);
    }
    for (let next = this.#early.get(this.head + 1); next; next = this.#early.get(this.head + 1)) {
      this.#early.delete(next.seq);
      this.#take(next);
    }
    if (this.#early.size > 0) this.#awaitHole();
  }

  #awaitHole(): void {
    this.#holeTimer ??= setTimeout(() => {
      this.#holeTimer = undefined;
      if (this.#early.size > 0 && !this.isEmpty) void this.#fillHole();
    }, HOLE_MS);
  }

  async #fillHole(): Promise<void> {
    try {
      const { entries } = await this.#log.log(this.channelId, this.head, HOLE_ENTRIES);
      const durableAt = performance.now();
      for (const frame of entries) this.publish({ channelId: this.channelId, seq: frame.seq, frame, durableAt });
    } catch {
      // The store is away: what waits stays, and the next try comes with the timer.
      this.#awaitHole();
    }
  }
}

/** For a socket that joined in the midst of the batch: only what it has not been given. */
const deliverRest = (pass: WritePass, subscription: Subscription, frames: readonly PendingFrame[]): void => {
  for (const { seq, bytes } of frames) {
    if (seq > subscription.lastSeq) pass.deliver(subscription.socket, bytes, 1);
  }
};
