import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import { CloseCode, type ServerFrame } from '@chatwatch/client';
import { WebSocket } from 'ws';
import type { TicketScope } from '../auth/tickets.js';
import type { Actor } from '../chat/actor.js';
import { encodeTextFrame } from './frame.js';
import type { Subscription } from './room.js';
import type { AddressCount } from './socket-counts.js';

/** A reader that lets more than this wait is closed as too slow. */
export const QUEUE_BYTES = 1024 * 1024;

/** Chunks that together stay under this are copied into one write; larger ones go out as they are, in one writev. */
const COPY_BYTES = 64 * 1024;

/** WebSocket's own code for a server that cannot go on: the store failed in a hello or a resume. */
export const INTERNAL_ERROR = 1011;

/** How long a closed peer may take to answer before the connection is cut. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Whom a connection speaks for, and until when. */
export interface ConnectionSession {
  readonly actor: Actor;
  readonly connectionId: string;
  /** When the token ends, milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Of a connection that a ticket opened: it only reads. */
  readonly ticket: TicketScope | undefined;
}

/** What `write` did with a socket's frames. */
export type WriteOutcome = 'written' | 'nothing' | 'too_slow';

/**
 * One client's WebSocket with its outgoing frames.
 *
 * It extends the library's class so that a connection is one object: at 5,000 idle connections each field here is
 * paid 5,000 times, so there are no timers, closures or collections until they are needed.
 */
export class ChatSocket extends WebSocket {
  /** The TCP or TLS socket below; frames are written to it directly. */
  raw: Duplex | undefined;
  session: ConnectionSession | undefined;
  /** Bearer token of the upgrade request, for a hello without credentials. */
  upgradeToken: string | undefined;
  subscriptions: Map<string, Subscription> | undefined;
  /** The requests of this connection that must be taken in order; undefined when none is under way. */
  tail: Promise<void> | undefined;
  /** Requests taken but not yet answered. */
  inFlight = 0;
  /** How much longer the reading was held up than it went on, and when it last stopped or went on; milliseconds. */
  overrunMs = 0;
  turnedAt = 0;
  /** Hello was taken; a second one is a protocol error. */
  isGreeted = false;
  /** Answered the last protocol ping. */
  isAlive = true;
  /** By when hello must have come, and later when the next beat is due, on the clock of `performance.now()`. */
  dueAt = 0;
  /** Whose place it takes among the sockets of its address. */
  count: AddressCount | undefined;
  /** Counted as one that has not signed in. */
  isWaiting = false;
  /** Frames, and refusals for going over a limit, each within its present window. */
  frameWindow = 0;
  frames = 0;
  refusalWindow = 0;
  refusals = 0;
  /** In the list of the next write pass. */
  isQueued = false;
  /** What waits for the next write: nearly always one buffer, so a list is made only for the second one. */
  #first: Buffer | undefined;
  #rest: Buffer[] | undefined;
  #outboxBytes = 0;
  #outboxEntries = 0;

  /** Bytes that the peer has not taken yet. */
  get queuedBytes(): number {
    return (this.raw?.writableLength ?? 0) + this.#outboxBytes;
  }

  get isWritable(): boolean {
    return this.readyState === WebSocket.OPEN && this.raw?.writable === true;
  }

  /** Log entries pushed and not yet written. */
  get waitingEntries(): number {
    return this.#outboxEntries;
  }

  /** Adds an encoded frame, or several in one buffer, to the next write; `entries` of them belong to a channel's log. */
  push(frames: Buffer, entries = 0): void {
    if (this.#first === undefined) this.#first = frames;
    else (this.#rest ??= []).push(frames);
    this.#outboxBytes += frames.length;
    this.#outboxEntries += entries;
  }

  /** Writes everything pushed since the last call in one system call. */
  write(): WriteOutcome {
    const { raw } = this;
    const first = this.#first;
    if (!raw || !first || this.readyState !== WebSocket.OPEN) return this.#discard('nothing');
    const unsentBytes = raw.writableLength;
    // A burst larger than the bound is no fault of a reader that has taken all before it.
    if (unsentBytes > 0 && unsentBytes + this.#outboxBytes > QUEUE_BYTES) return this.#discard('too_slow');
    if (!this.#rest) raw.write(first);
    else this.#writeAll(raw, [first, ...this.#rest]);
    return this.#discard('written');
  }

  /** Writes what waits and this frame at once, outside the write pass. */
  sendNow(frame: ServerFrame): void {
    this.push(encodeTextFrame(JSON.stringify(frame)));
    this.write();
  }

  /** Closes with a code of ours after what waits is written; cuts the connection when the peer does not answer in time. */
  end(code: CloseCode | typeof INTERNAL_ERROR, reason: string, timeoutMs = CLOSE_TIMEOUT_MS): void {
    if (this.readyState !== WebSocket.OPEN) return;
    if (code === CloseCode.TooSlow) this.#discard('nothing');
    else this.write();
    this.close(code, reason);
    setTimeout(() => {
      this.terminate();
    }, timeoutMs).unref();
  }

  #writeAll(raw: Duplex, chunks: readonly Buffer[]): void {
    if (this.#outboxBytes <= COPY_BYTES) {
      raw.write(Buffer.concat(chunks, this.#outboxBytes));
      return;
    }
    raw.cork();
    for (const chunk of chunks) raw.write(chunk);
    raw.uncork();
  }

  #discard(outcome: WriteOutcome): WriteOutcome {
    this.#first = undefined;
    this.#rest = undefined;
    this.#outboxBytes = 0;
    this.#outboxEntries = 0;
    return outcome;
  }
}
