import { Buffer } from 'node:buffer';
import type { LogFrame, ServerFrame } from '@chatwatch/client';
import { events, type HoleReason } from '../events.js';
import type { ChatSocket } from './chat-socket.js';
import { pushEphemeral } from './ephemeral.js';
import { encodeTextFrame } from './frame.js';
import type { FrameSource, WritePass } from './write-pass.js';

/** How long an entry may be missing before it is read from the store. */
const HOLE_MS = 20;
const HOLE_ENTRIES = 1_000;

/** Entries that may wait for one that is missing; past it they are read from the store when it is there. */
const EARLY_ENTRIES = 1_000;

/** Pause after a read that failed, half of it at random: many rooms ask the same store. */
const RETRY_MS = 500;

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
  heads(channelIds: readonly string[]): Promise<Map<string, number>>;
  log(channelId: string, afterSeq: number, limit: number): Promise<{ entries: LogFrame[]; head: number }>;
}

/** A durable log entry, ready to be written. */
export interface RoomEntry {
  readonly seq: number;
  /** Its frame, encoded. */
  readonly bytes: Buffer;
  /** When the commit was known, on the clock of `performance.now()`. */
  readonly durableAt: number;
}

/** What all rooms share. */
export interface RoomParts {
  readonly log: RoomLog;
  readonly pass: WritePass;
  /** Tells the channel's readers on other nodes of a frame that nobody misses. */
  readonly tellElsewhere: (channelId: string, frame: Buffer) => void;
  /** Runs a read of the log in turn with those of other rooms. */
  readonly inTurn: <Result>(read: () => Promise<Result>) => Promise<Result>;
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
  /** When the store was last asked how far the log goes, on the clock of `performance.now()`. */
  readAt = -Infinity;
  /** Settles when what other nodes write is heard; undefined where there is nothing to wait for. */
  ready: Promise<void> | undefined;
  readonly #parts: RoomParts;
  readonly #subscriptions = new Set<Subscription>();
  readonly #early = new Map<number, RoomEntry>();
  #lastSeq: number | undefined;
  /** The log goes at least so far, and why that is known. */
  #target = 0;
  #reason: HoleReason = 'early';
  #pending: PendingFrame[] = [];
  #opening: Promise<void> | undefined;
  #catchingUp: Promise<void> | undefined;
  #holeTimer: NodeJS.Timeout | undefined;

  constructor(channelId: string, parts: RoomParts) {
    this.channelId = channelId;
    this.#parts = parts;
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
    this.#opening ??= this.#readHead().then(
      (head) => {
        this.#lastSeq = head;
        this.flushedSeq = head;
        this.#takeEarly();
        this.#awaitMissing();
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
  publish(entry: RoomEntry): void {
    const last = this.#lastSeq;
    if (last !== undefined && entry.seq <= last) return;
    if (last === undefined || entry.seq > last + 1) {
      this.#keep(entry);
      return;
    }
    this.#take(entry);
    if (this.#early.size > 0) this.#takeEarly();
  }

  /** The log has this number: what does not come of itself is read from the store. */
  reach(seq: number, reason: HoleReason): void {
    if (seq <= Math.max(this.#target, this.#lastSeq ?? 0)) return;
    this.#target = seq;
    this.#reason = reason;
    this.#awaitMissing();
  }

  /** Resolves when all that the store has now was taken in. Rejects where the store cannot answer. */
  async catchUp(): Promise<void> {
    const head = await this.#askHead();
    while (this.head < head) await this.#fill(head, 'resume');
  }

  /** The same in one read for all who ask while it is under way; what came during the read may be missing. */
  freshen(): Promise<void> {
    this.#catchingUp ??= this.catchUp().finally(() => {
      this.#catchingUp = undefined;
    });
    return this.#catchingUp;
  }

  /** An ephemeral frame to everyone live but its author, on other nodes as well; readers that are behind miss it. */
  broadcast(frame: ServerFrame, except: ChatSocket): void {
    const bytes = encodeTextFrame(JSON.stringify(frame));
    this.tell(bytes, except);
    this.#parts.tellElsewhere(this.channelId, bytes);
  }

  /** An ephemeral frame, encoded, to everyone live on this node. */
  tell(bytes: Buffer, except?: ChatSocket): void {
    for (const { socket, isLive } of this.#subscriptions) {
      if (isLive && socket !== except) pushEphemeral(this.#parts.pass, socket, bytes);
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
      // Who resumed from the store may be ahead of this room, and must not get again what comes later.
      subscription.lastSeq = Math.max(subscription.lastSeq, this.flushedSeq);
    }
  }

  async #readHead(): Promise<number> {
    await this.ready;
    return this.#askHead();
  }

  async #askHead(): Promise<number> {
    const askedAt = performance.now();
    const head = await this.#parts.log.head(this.channelId);
    this.readAt = askedAt;
    return head;
  }

  #take({ seq, bytes, durableAt }: RoomEntry): void {
    this.#lastSeq = seq;
    const publishedAt = performance.now();
    if (this.#pending.length === 0) this.#parts.pass.add(this);
    this.#pending.push({ seq, bytes, publishedAt });
    if (events.entryPublished.hasSubscribers) {
      const publishSeconds = (publishedAt - durableAt) / 1000;
      events.entryPublished.publish({ publishSeconds });
    }
  }

  /** Of an entry that came before its turn. */
  #keep(entry: RoomEntry): void {
    this.reach(entry.seq, 'early');
    if (this.#early.size < EARLY_ENTRIES) this.#early.set(entry.seq, entry);
  }

  #takeEarly(): void {
    for (const seq of this.#early.keys()) {
      if (seq <= this.head) this.#early.delete(seq);
    }
    for (let next = this.#early.get(this.head + 1); next; next = this.#early.get(this.head + 1)) {
      this.#early.delete(next.seq);
      this.#take(next);
    }
  }

  #awaitMissing(delayMs = HOLE_MS): void {
    if (this.#lastSeq === undefined || this.#lastSeq >= this.#target || this.#holeTimer) return;
    this.#holeTimer = setTimeout(() => void this.#fillUp(), delayMs);
  }

  async #fillUp(): Promise<void> {
    try {
      while (this.head < this.#target && !this.isEmpty) await this.#fill(this.#target, this.#reason);
      this.#holeTimer = undefined;
    } catch {
      // The store is away: what waits stays, and the next try comes with the timer.
      this.#holeTimer = undefined;
      if (!this.isEmpty) this.#awaitMissing(RETRY_MS * (1 - Math.random() / 2));
    }
  }

  async #fill(target: number, reason: HoleReason): Promise<void> {
    const { log, inTurn } = this.#parts;
    const { entries } = await inTurn(() => log.log(this.channelId, this.head, HOLE_ENTRIES));
    if (entries.length === 0 && this.head < target) throw new Error('the log ends before a number that it has');
    const durableAt = performance.now();
    const before = this.head;
    for (const frame of entries) {
      this.publish({ seq: frame.seq, bytes: encodeTextFrame(JSON.stringify(frame)), durableAt });
    }
    const filled = this.head - before;
    if (filled > 0 && events.holeFilled.hasSubscribers) events.holeFilled.publish({ reason, entries: filled });
  }
}

/** For a socket that joined in the midst of the batch: only what it has not been given. */
const deliverRest = (pass: WritePass, subscription: Subscription, frames: readonly PendingFrame[]): void => {
  for (const { seq, bytes } of frames) {
    if (seq > subscription.lastSeq) pass.deliver(subscription.socket, bytes, 1);
  }
};
