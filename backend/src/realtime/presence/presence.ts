import type { PresenceFrame, UserStatus } from '@chatwatch/client';
import { iso } from '../../chat/present.js';
import type { StatusListener } from '../../chat/statuses.js';
import { events } from '../../events.js';
import type { StatusChange, StoredPresence, UserStore } from '../../storage/store.js';
import type { ChatSocket } from '../chat-socket.js';
import type { WritePass } from '../write-pass.js';
import { Attendance } from './attendance.js';
import type { Attendee } from './attendee.js';
import { type CircleParts, circlesOf } from './circles.js';
import { tell } from './tell.js';

/** News are collected for this long, so that a storm of reconnects makes one write and one round of frames. */
const ROUND_MS = 250;

/** Pause after a round that the store did not let end. */
const RETRY_MS = 1_000;

/** Users read or written in one call. */
const USERS_A_CALL = 1_000;

interface PresenceParts extends Omit<CircleParts, 'attendance'> {
  readonly users: Pick<UserStore, 'setPresence' | 'findPresence' | 'findConnected'>;
  readonly pass: WritePass;
  /** How long a user without a connection still counts as here. */
  readonly graceMs: number;
  /** Reports a fault that is ours. */
  readonly onFault: (error: unknown, operation: string) => void;
}

/**
 * Who is there, told to those who share a channel with him.
 *
 * A user is online while a connection of his that may write is live, and for the grace after it; `away`, `busy` and
 * `offline` hold from when they are chosen until he leaves. Changes are collected and then stored and told in bulk:
 * what changed back meanwhile is neither. Nothing of it is in a channel's log.
 */
export class Presence implements StatusListener {
  readonly #parts: PresenceParts;
  readonly #attendance: Attendance;
  readonly #circleParts: CircleParts;
  #changed = new Set<Attendee>();
  /** Users elsewhere or nowhere whose status was set. */
  #setOutside = new Set<string>();
  #isAcquainted = false;
  #isClosed = false;
  /** The last round failed, and was reported. */
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    this.#attendance = new Attendance({
      graceMs: parts.graceMs,
      onChange: (attendee) => {
        this.#changed.add(attendee);
        this.#schedule();
      },
    });
    this.#circleParts = { ...parts, attendance: this.#attendance };
  }

  /** Takes in who was connected when the service last ended; who does not come back goes offline. */
  start(): void {
    this.#schedule(0);
  }

  /** A connection has signed in. Those of tickets and of the service token make nobody online. */
  connected(socket: ChatSocket): void {
    const userId = attendingUser(socket);
    if (userId !== undefined) this.#attendance.connected(userId, socket);
  }

  /** A connection is gone; to be called while its subscriptions are still known. */
  disconnected(socket: ChatSocket): void {
    const userId = attendingUser(socket);
    if (userId !== undefined) this.#attendance.disconnected(userId, socket);
  }

  /** A user sets his status, for all of his connections. */
  choose(userId: string, status: UserStatus): void {
    const attendee = this.#attendance.find(userId);
    if (!attendee) return;
    attendee.choose(status, Date.now());
    this.#changed.add(attendee);
    this.#schedule();
  }

  statusesSet(changes: readonly StatusChange[]): void {
    for (const { userId, status } of changes) {
      if (this.#attendance.find(userId)) this.choose(userId, status);
      else this.#setOutside.add(userId);
    }
    this.#schedule();
  }

  /** Ends the rounds and leaves in the store when everyone was last seen. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#attendance.close();
    await this.#round;
    const known = [...this.#attendance].filter(({ stored }) => stored !== undefined);
    await this.#save(known).catch((error: unknown) => {
      this.#parts.onFault(error, 'presence');
    });
  }

  #schedule(delayMs = ROUND_MS): void {
    if (this.#isClosed || this.#timer || this.#round) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#round = this.#runRound().then((nextMs) => {
        this.#round = undefined;
        if (nextMs !== undefined) this.#schedule(nextMs);
      });
    }, delayMs).unref();
  }

  /** @returns when the next round is due, milliseconds; undefined where there is nothing for it yet */
  async #runRound(): Promise<number | undefined> {
    const changed = this.#changed;
    const setOutside = this.#setOutside;
    this.#changed = new Set();
    this.#setOutside = new Set();
    try {
      await this.#meetExpected();
      await this.#recall([...changed].filter(({ stored }) => stored === undefined));
      // Before it is told, so that who hears of it and asks gets the same answer.
      await this.#save([...changed].filter(({ isUnsaved }) => isUnsaved));
      const told = await this.#tell(changed, setOutside);
      // Who left meanwhile is still needed to say so.
      for (const attendee of changed) if (!this.#changed.has(attendee)) this.#attendance.forget(attendee);
      this.#publish(told);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#parts.onFault(error, 'presence');
      this.#isFailing = true;
      for (const attendee of changed) this.#changed.add(attendee);
      for (const userId of setOutside) this.#setOutside.add(userId);
      return RETRY_MS;
    }
    return this.#changed.size + this.#setOutside.size > 0 ? ROUND_MS : undefined;
  }

  /** Once: users whom the service left connected. */
  async #meetExpected(): Promise<void> {
    if (this.#isAcquainted) return;
    for (const stored of await this.#parts.users.findConnected()) {
      if (this.#attendance.find(stored.userId)) continue;
      this.#attendance.expect(stored.userId, stored.lastSeenAt ?? Date.now()).recall(stored);
    }
    this.#isAcquainted = true;
  }

  async #recall(attendees: readonly Attendee[]): Promise<void> {
    const found = await this.#load(attendees.map(({ userId }) => userId));
    for (const attendee of attendees) {
      const stored = found.get(attendee.userId);
      if (stored) attendee.recall(stored);
    }
  }

  async #tell(changed: ReadonlySet<Attendee>, setOutside: ReadonlySet<string>) {
    const news = new Map<string, PresenceFrame>();
    for (const stored of (await this.#load([...setOutside])).values()) news.set(stored.userId, frameOf(stored));
    for (const attendee of changed) if (attendee.isNews) news.set(attendee.userId, frameOf(attendee));
    if (news.size === 0) return { users: 0, frames: 0, dropped: 0 };
    const circles = await circlesOf(new Set(news.keys()), this.#circleParts);
    const told = await tell(news, circles, this.#parts.pass);
    for (const attendee of changed) {
      const frame = news.get(attendee.userId);
      if (frame) attendee.toldStatus = frame.status;
    }
    return { users: news.size, ...told };
  }

  async #save(attendees: readonly Attendee[]): Promise<void> {
    for (let from = 0; from < attendees.length; from += USERS_A_CALL) {
      const part = attendees.slice(from, from + USERS_A_CALL).map((attendee) => attendee.toStored());
      await this.#parts.users.setPresence(part);
      for (const stored of part) {
        const attendee = this.#attendance.find(stored.userId);
        if (attendee) attendee.stored = stored;
      }
    }
  }

  async #load(userIds: readonly string[]): Promise<Map<string, StoredPresence>> {
    const found = new Map<string, StoredPresence>();
    for (let from = 0; from < userIds.length; from += USERS_A_CALL) {
      const part = await this.#parts.users.findPresence(userIds.slice(from, from + USERS_A_CALL));
      for (const stored of part) found.set(stored.userId, stored);
    }
    return found;
  }

  #publish(told: { users: number; frames: number; dropped: number }): void {
    if (events.presence.hasSubscribers) events.presence.publish({ ...told, activeUsers: this.#attendance.size });
  }
}

const attendingUser = ({ session }: ChatSocket): string | undefined =>
  session?.actor.kind === 'user' && !session.ticket ? session.actor.userId : undefined;

const frameOf = ({ userId, status, lastSeenAt }: Pick<StoredPresence, 'userId' | 'status' | 'lastSeenAt'>) =>
  ({ type: 'presence', userId, status, lastSeenAt: lastSeenAt === null ? null : iso(lastSeenAt) }) as const;
