import type { UserStatus } from '@chatwatch/client';

/** Whether a user is there, as it is kept. */
export interface StoredPresence {
  readonly userId: string;
  readonly status: UserStatus;
  readonly lastSeenAt: number | null;
}

/** What a node has to say of a user. */
export interface PresenceChange {
  readonly userId: string;
  /** Whether he is on that node: he has a connection there, or is expected back. */
  readonly isHere: boolean;
  /** When he came, chose or left. */
  readonly at: number;
  /** The status that he chose. */
  readonly status?: UserStatus;
  /** A node that ended and on which he is no more. */
  readonly endedNodeId?: string;
}

/**
 * Who is there, and on which nodes. A user's nodes and his status change in one step, so that of all nodes exactly one
 * learns that it was the first or the last.
 *
 * - Who comes to his first node is online, unless he is kept as away or busy; what he chose holds, too.
 * - Who leaves his last node is offline.
 * - He was last seen when he came, chose or left, unless he is offline before and after it: he hides.
 */
export interface PresenceStore {
  /**
   * One bulk write, each id once; unknown ids are passed over. Repeating it changes nothing.
   * @returns those whose status this write changed
   */
  settle(nodeId: string, changes: readonly PresenceChange[]): Promise<StoredPresence[]>;
  /** Of those among `ids` that exist, in no particular order; one query for all of them. */
  find(ids: readonly string[]): Promise<StoredPresence[]>;
  /** The nodes that users are on, in no particular order. It looks at everyone who is there. */
  nodeIds(): Promise<string[]>;
  /** Users of a node, at most `limit`, in no particular order. */
  findOn(nodeId: string, limit: number): Promise<StoredPresence[]>;
}
