import { events } from '../../events.js';
import { StoreUnavailable } from '../../storage/errors.js';
import type { NodeStore } from '../../storage/node-store.js';
import type { PresenceStore } from '../../storage/presence-store.js';
import type { Attendance } from './attendance.js';
import type { Attendee } from './attendee.js';
import { FOREIGN, joined, type News, type Origin, OWN } from './news.js';

/** Users read or written in one call. */
const USERS_A_CALL = 1_000;

export interface LedgerParts {
  readonly store: PresenceStore;
  /** Of this process alone: who is here is kept under it. */
  readonly nodeId: string;
  /** Undefined where no other process shares the store. */
  readonly nodes: Pick<NodeStore, 'remove'> | undefined;
}

/** What the store knows of who is here. Everything is done in parts, and what failed is done again by the next call. */
export class Ledger {
  readonly #parts: LedgerParts;
  readonly #attendance: Attendance;
  readonly #news: News;
  #unread = new Map<string, Origin>();
  readonly #ended = new Map<string, number>();
  #asksForEnded = false;

  constructor(parts: LedgerParts, attendance: Attendance, news: News) {
    this.#parts = parts;
    this.#attendance = attendance;
    this.#news = news;
  }

  get hasWork(): boolean {
    return this.#unread.size + this.#ended.size > 0;
  }

  /** The user's status may have changed beside his connections here. */
  unread(userId: string, origin: Origin): void {
    const before = this.#unread.get(userId);
    this.#unread.set(userId, before ? joined(before, origin) : origin);
  }

  /** @param seenAt when the node's users lost their connections at the latest */
  ended(nodeId: string, seenAt: number): void {
    this.#ended.set(nodeId, seenAt);
  }

  /** No other process is there: every other node has ended, nobody knows when. */
  endedAllOthers(): void {
    this.#asksForEnded = true;
  }

  /** Takes the users of nodes that ended over to this one, where they are expected. */
  async takeOver(): Promise<void> {
    const { store, nodeId } = this.#parts;
    if (this.#asksForEnded) for (const id of await store.nodeIds()) if (id !== nodeId) this.ended(id, 0);
    this.#asksForEnded = false;
    for (const [endedId, seenAt] of this.#ended) {
      await this.#takeOver(endedId, seenAt);
      await this.#parts.nodes?.remove(endedId);
      this.#ended.delete(endedId);
    }
  }

  /** Stores what is new of these users; of whom it changed the status, there is news. */
  async save(attendees: readonly Attendee[]): Promise<void> {
    for (const part of inParts(attendees)) await this.#settle(part);
  }

  /** Reads what was set beside the connections. */
  async read(): Promise<void> {
    const unread = this.#unread;
    this.#unread = new Map();
    try {
      for (const userIds of inParts([...unread.keys()])) {
        for (const presence of await this.#parts.store.find(userIds)) {
          this.#news.add(presence, unread.get(presence.userId) ?? FOREIGN);
        }
      }
    } catch (error) {
      for (const [userId, origin] of unread) this.unread(userId, origin);
      throw error;
    }
  }

  async #takeOver(endedNodeId: string, seenAt: number): Promise<void> {
    for (;;) {
      const left = await this.#parts.store.findOn(endedNodeId, USERS_A_CALL);
      if (left.length === 0) return;
      const expected = left.map(({ userId, lastSeenAt }) =>
        this.#attendance.expect(userId, Math.max(lastSeenAt ?? 0, seenAt)),
      );
      await this.#settle(expected, endedNodeId);
      if (events.presenceTakeover.hasSubscribers) events.presenceTakeover.publish({ users: left.length });
    }
  }

  async #settle(attendees: readonly Attendee[], endedNodeId?: string): Promise<void> {
    const changes = attendees.map((attendee) => ({ ...attendee.toChange(), ...(endedNodeId && { endedNodeId }) }));
    const changed = await this.#parts.store.settle(this.#parts.nodeId, changes).catch((error: unknown) => {
      // It may have been stored all the same, and the next write would find nothing to change.
      const isUnknown = error instanceof StoreUnavailable && error.isOutcomeUnknown;
      if (isUnknown) for (const { userId } of changes) this.unread(userId, OWN);
      throw error;
    });
    for (const presence of changed) this.#news.add(presence, OWN);
    for (const [index, attendee] of attendees.entries()) {
      const change = changes[index];
      if (change) attendee.saved(change);
    }
  }
}

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[], void> {
  for (let from = 0; from < items.length; from += USERS_A_CALL) yield items.slice(from, from + USERS_A_CALL);
}
