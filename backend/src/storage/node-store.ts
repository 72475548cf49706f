import type { StoredPresence } from './presence-store.js';

/** A node as the others see it. */
export interface NodeBeats {
  readonly nodeId: string;
  /** Grows with each of its beats; that it does not stand still is all that it says. */
  readonly beats: number;
}

/** What a beat tells the node that gave it. */
interface BeatAnswer {
  /** The node was not known: this is its first beat, or others took it for ended and removed it. */
  readonly isNew: boolean;
  /** Every node that has given a beat and was not removed, this one among them. */
  readonly nodes: readonly NodeBeats[];
}

/** What changed since a moment of the store's clock. */
interface PresenceSince {
  readonly presences: readonly StoredPresence[];
  /** Where the next call goes on. */
  readonly mark: number;
}

/** What the nodes that share a store learn of each other through it, without any other connection between them. */
export interface NodeStore {
  /** Says that the node lives. */
  beat(nodeId: string): Promise<BeatAnswer>;
  /** Forgets a node that ended. Of an unknown one nothing is changed. */
  remove(nodeId: string): Promise<void>;
  /**
   * Users whose status changed since a mark of an earlier call, oldest first; some may come again. Without a mark nobody,
   * with the mark of now.
   */
  presenceSince(mark?: number): Promise<PresenceSince>;
}
