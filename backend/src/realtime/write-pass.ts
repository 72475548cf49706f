import type { Buffer } from 'node:buffer';
import { CloseCode } from '@chatwatch/client';
import { events } from '../events.js';
import type { ChatSocket } from './chat-socket.js';

/** Something that has frames for many sockets: a room. */
export interface FrameSource {
  /** Pushes its frames to its sockets through `pass.deliver`; called once a pass. */
  collect(pass: WritePass): void;
}

/**
 * How long the pass writes between two turns of the event loop, milliseconds: what it holds up HTTP. An uncut pass over
 * 5,000 sockets held it up for 45.
 */
const SLICE_MS = 0.5;
/** Sockets written between two looks at the clock. */
const SOCKETS_A_LOOK = 32;

/** Longest pause between two passes while frames come faster than they are written. */
const PAUSE_MS = 8;

/** Frames a write from which waiting for more of them saves little: the pause shrinks in proportion. */
const ENOUGH_COALESCED = 4;

/**
 * Writes every socket once a turn with all of that turn's frames for it.
 *
 * The system call is what fan-out costs, so the frames of a turn share one. While passes carry several frames a
 * write, the next one waits about as long as the last one took: that leaves the loop time for requests, and CPU stays
 * a signal of load instead of always being used up. Passes that carry many already wait less.
 */
export class WritePass {
  #sources: FrameSource[] = [];
  #queue: ChatSocket[] = [];
  #isScheduled = false;
  #isRunning = false;
  #pauseUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #deliveries = 0;
  #failures = 0;
  #writes = 0;
  #startedAt = 0;
  #publishedAt: number[] = [];

  /** The source has frames; it is asked for them in the next pass. Call once a pass. */
  add(source: FrameSource): void {
    this.#sources.push(source);
    this.#schedule();
  }

  /** A reply to one socket, in order with what was pushed to it before. */
  reply(socket: ChatSocket, frame: Buffer): void {
    this.#push(socket, frame, 0);
    this.#schedule();
  }

  /** `count` log entries in one buffer, during `collect`. */
  deliver(socket: ChatSocket, frames: Buffer, count: number): void {
    this.#deliveries += count;
    this.#push(socket, frames, count);
  }

  /** When a log entry of this pass became ready, for the stages of delivery; during `collect`. */
  noteEntry(publishedAt: number): void {
    this.#publishedAt.push(publishedAt);
  }

  /** Ends pauses; frames that wait are still written in the next turn. */
  close(): void {
    clearTimeout(this.#timer);
    this.#pauseUntil = 0;
  }

  #push(socket: ChatSocket, frames: Buffer, entries: number): void {
    socket.push(frames, entries);
    if (socket.isQueued) return;
    socket.isQueued = true;
    this.#queue.push(socket);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isRunning) return;
    this.#isScheduled = true;
    const waitMs = this.#pauseUntil - performance.now();
    if (waitMs > 0) this.#timer = setTimeout(this.#run, waitMs);
    else setImmediate(this.#run);
  }

  readonly #run = (): void => {
    this.#isScheduled = false;
    this.#isRunning = true;
    this.#startedAt = performance.now();
    this.#deliveries = 0;
    this.#failures = 0;
    this.#writes = 0;
    this.#publishedAt = [];
    const sources = this.#sources;
    this.#sources = [];
    for (const source of sources) source.collect(this);
    const sockets = this.#queue;
    this.#queue = [];
    this.#writeSlice(sockets, 0);
  };

  #writeSlice(sockets: readonly ChatSocket[], from: number): void {
    const until = performance.now() + SLICE_MS;
    let to = from;
    do {
      const next = Math.min(to + SOCKETS_A_LOOK, sockets.length);
      for (let index = to; index < next; index++) {
        const socket = sockets[index];
        if (socket) this.#write(socket);
      }
      to = next;
    } while (to < sockets.length && performance.now() < until);
    if (to === sockets.length) {
      this.#finish();
      return;
    }
    setImmediate(() => {
      this.#writeSlice(sockets, to);
    });
  }

  #write(socket: ChatSocket): void {
    socket.isQueued = false;
    const entries = socket.waitingEntries;
    const outcome = socket.write();
    if (outcome === 'written') this.#writes++;
    if (outcome !== 'too_slow') return;
    this.#failures += entries;
    socket.end(CloseCode.TooSlow, 'reading too slowly; reconnect and resume');
    events.slowConsumer.publish({ action: 'closed' });
  }

  #finish(): void {
    const endedAt = performance.now();
    this.#isRunning = false;
    this.#pauseUntil = endedAt + this.#pauseMs(endedAt - this.#startedAt);
    if (this.#deliveries > 0 && events.deliveryPass.hasSubscribers) {
      events.deliveryPass.publish({
        publishedAt: this.#publishedAt,
        startedAt: this.#startedAt,
        endedAt,
        deliveries: this.#deliveries,
        failures: this.#failures,
        writes: this.#writes,
      });
    }
    if (this.#queue.length > 0 || this.#sources.length > 0) this.#schedule();
  }

  /** How long to wait for more frames after a pass of this length; 0 where its writes carried one frame each. */
  #pauseMs(passMs: number): number {
    const coalesced = this.#deliveries / Math.max(1, this.#writes);
    if (coalesced <= 1) return 0;
    return Math.min(PAUSE_MS, passMs) * Math.min(1, ENOUGH_COALESCED / coalesced);
  }
}
