import type { UserStatus } from '@chatwatch/client';
import type { StatusListener } from '../../chat/statuses.js';
import { events } from '../../events.js';
import type { StoredPresence } from '../../storage/presence-store.js';
import type { StatusChange } from '../../storage/store.js';
import type { ChatSocket } from '../chat-socket.js';
import type { WritePass } from '../write-pass.js';
import { Attendance } from './attendance.js';
import type { Attendee } from './attendee.js';
import { type Circle, type CircleParts, circlesOf } from './circles.js';
import { Ledger, type LedgerParts } from './ledger.js';
import { FOREIGN, News, OWN } from './news.js';
import { tell } from './tell.js';

/** News are collected for this long, so that a storm of reconnects makes one write and one round of frames. */
const ROUND_MS = 250;

/** Pause after a round that the store did not let end. */
const RETRY_MS = 1_000;

export interface PresenceParts extends Omit<CircleParts, 'attendance'>, LedgerParts {
  readonly pass: WritePass;
  /** Tells other nodes of users, with the channels that they are subscribed to here; best effort. */
  readonly publish?: ((news: ReadonlyMap<string, readonly string[]>) => void) | undefined;
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
  readonly #news = new News();
  readonly #ledger: Ledger;
  #changed = new Set<Attendee>();
  #isClosed = false;
  /** The last round failed, and was reported. */
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    this.#attendance = new Attendance({ graceMs: parts.graceMs, onChange: this.#onChange });
    this.#ledger = new Ledger(parts, this.#attendance, this.#news);
    this.#circleParts = { ...parts, attendance: this.#attendance };
  }

  /** Takes in whom the service left connected when it last ended; who does not come back goes offline. */
  start(): void {
    this.#ledger.endedAllOthers();
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
    this.#onChange(attendee);
  }

  statusesSet(changes: readonly StatusChange[]): void {
    for (const { userId } of changes) {
      const attendee = this.#attendance.find(userId);
      // What he chose before must not be stored over it.
      if (attendee) attendee.chosen = undefined;
      this.#ledger.unread(userId, OWN);
    }
    this.#schedule();
  }

  /**
   * Expects the users of a node that ended, and lets go offline who does not come back.
   * @param seenAt when they lost their connections at the latest; 0 where nobody knows
   */
  takeOver(nodeId: string, seenAt: number): void {
    this.#ledger.ended(nodeId, seenAt);
    this.#schedule();
  }

  /** The store may have lost who is here: it is told again. */
  restate(): void {
    for (const attendee of this.#attendance) {
      attendee.isKept = false;
      this.#onChange(attendee);
    }
  }

  /** Statuses changed, here or on another node. */
  changed(presences: readonly StoredPresence[]): void {
    for (const presence of presences) {
      if (this.#news.isTold(presence)) continue;
      this.#ledger.unread(presence.userId, FOREIGN);
      this.#schedule();
    }
  }

  /** Another node tells of users, with the channels that they are subscribed to there. */
  heard(news: ReadonlyMap<string, readonly string[]>): void {
    for (const [userId, channelIds] of news) {
      this.#ledger.unread(userId, { isOwn: false, channelIds: new Set(channelIds) });
    }
    this.#schedule();
  }

  /** Ends the rounds and leaves in the store when everyone was last seen. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#attendance.close();
    await this.#round;
    const kept = [...this.#attendance].filter(({ isKept }) => isKept);
    await this.#ledger.save(kept).catch((error: unknown) => {
      this.#parts.onFault(error, 'presence');
    });
  }

  readonly #onChange = (attendee: Attendee): void => {
    this.#changed.add(attendee);
    this.#schedule();
  };

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
    this.#changed = new Set();
    try {
      await this.#ledger.takeOver();
      // Before it is told, so that who hears of it and asks gets the same answer.
      await this.#ledger.save([...changed].filter(({ isUnsaved }) => isUnsaved));
      await this.#ledger.read();
      const told = await this.#tell();
      // Who left meanwhile is still needed to say so.
      for (const attendee of changed) if (!this.#changed.has(attendee)) this.#attendance.forget(attendee);
      this.#publish(told);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#parts.onFault(error, 'presence');
      this.#isFailing = true;
      for (const attendee of changed) this.#changed.add(attendee);
      return RETRY_MS;
    }
    return this.#changed.size > 0 || this.#ledger.hasWork ? ROUND_MS : undefined;
  }

  async #tell() {
    const users = this.#news.size;
    if (users === 0) return { users, frames: 0, dropped: 0 };
    const subjects = this.#news.subjects((userId) => this.#attendance.find(userId)?.isSubscribed === true);
    const circles = await circlesOf(subjects, this.#circleParts);
    const subscribed = subscribedOf(circles);
    this.#parts.publish?.(this.#news.own(subscribed));
    const told = await tell(this.#news.frames(), circles, this.#parts.pass);
    this.#news.clear(subscribed);
    return { users, ...told };
  }

  #publish(told: { users: number; frames: number; dropped: number }): void {
    if (events.presence.hasSubscribers) events.presence.publish({ ...told, activeUsers: this.#attendance.size });
  }
}

const attendingUser = ({ session }: ChatSocket): string | undefined =>
  session?.actor.kind === 'user' && !session.ticket ? session.actor.userId : undefined;

/** By user the channels where he is subscribed; of those that he is a member of, every node knows. */
const subscribedOf = (circles: readonly Circle[]): Map<string, string[]> => {
  const channels = new Map<string, string[]>();
  for (const { channelId, subjects, isOfMembers } of circles) {
    if (isOfMembers) continue;
    for (const userId of subjects) {
      const known = channels.get(userId);
      if (known) known.push(channelId);
      else channels.set(userId, [channelId]);
    }
  }
  return channels;
};
