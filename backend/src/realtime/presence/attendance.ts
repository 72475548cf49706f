import type { ChatSocket } from '../chat-socket.js';
import { Attendee } from './attendee.js';

interface AttendanceOptions {
  /** How long a user without a connection is still taken to be here. */
  readonly graceMs: number;
  /** Something about him may have to be told or stored. */
  readonly onChange: (attendee: Attendee) => void;
}

/** Who is here: users with connections that may write, and those who may be coming back. */
export class Attendance {
  readonly #options: AttendanceOptions;
  readonly #attendees = new Map<string, Attendee>();
  /** In the order in which they leave, as the grace is the same for all. */
  readonly #leaving = new Set<Attendee>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AttendanceOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#attendees.size;
  }

  find(userId: string): Attendee | undefined {
    return this.#attendees.get(userId);
  }

  [Symbol.iterator](): Iterator<Attendee> {
    return this.#attendees.values();
  }

  connected(userId: string, socket: ChatSocket): void {
    const known = this.#attendees.get(userId);
    const attendee = known ?? this.#add(userId, Date.now());
    const isBack = known !== undefined && !known.isGone;
    attendee.connected(socket);
    this.#leaving.delete(attendee);
    if (isBack) return;
    attendee.seenAt = Date.now();
    this.#options.onChange(attendee);
  }

  disconnected(userId: string, socket: ChatSocket): void {
    const attendee = this.#attendees.get(userId);
    if (attendee?.disconnected(socket, Date.now())) this.#startLeaving(attendee);
  }

  /** A user of a node that ended: he may be coming back, here or elsewhere. */
  expect(userId: string, seenAt: number): Attendee {
    const known = this.#attendees.get(userId);
    if (known) return known;
    const attendee = this.#add(userId, seenAt);
    this.#startLeaving(attendee);
    return attendee;
  }

  /** Forgets who is gone, unless he came back. */
  forget(attendee: Attendee): void {
    if (attendee.isGone) this.#attendees.delete(attendee.userId);
  }

  /** Nobody leaves any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #add(userId: string, seenAt: number): Attendee {
    const attendee = new Attendee(userId, seenAt);
    this.#attendees.set(userId, attendee);
    return attendee;
  }

  #startLeaving(attendee: Attendee): void {
    attendee.leavesAt = performance.now() + this.#options.graceMs;
    this.#leaving.add(attendee);
    this.#timer ??= this.#startTimer(this.#options.graceMs);
  }

  #startTimer(delayMs: number): NodeJS.Timeout {
    return setTimeout(this.#expire, delayMs).unref();
  }

  /** One timer for all: thousands lose their connections at once. */
  readonly #expire = (): void => {
    this.#timer = undefined;
    const now = performance.now();
    for (const attendee of this.#leaving) {
      const leftMs = (attendee.leavesAt ?? now) - now;
      if (leftMs > 0) {
        this.#timer = this.#startTimer(Math.ceil(leftMs));
        return;
      }
      this.#leaving.delete(attendee);
      attendee.leave();
      this.#options.onChange(attendee);
    }
  };
}
