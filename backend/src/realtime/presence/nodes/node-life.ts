import type { NodeStore } from '../../../storage/node-store.js';
import type { PresenceStore, StoredPresence } from '../../../storage/presence-store.js';
import { NodeWatch } from './node-watch.js';

/** Beats in a lease: a node may miss four. */
const BEATS_A_LEASE = 5;

/** Beats between two looks for users of a node that gives none: every minute at the usual lease. */
const BEATS_A_SEARCH = 30;

/** Who looks after the users of a node. */
interface Attendants {
  /** Expects the users of a node that ended; `seenAt` is when they lost their connections at the latest. */
  takeOver(nodeId: string, seenAt: number): void;
  /** The store may have lost who is here. */
  restate(): void;
  /** Statuses that changed, here or elsewhere. */
  changed(presences: readonly StoredPresence[]): void;
}

interface NodeLifeParts {
  readonly nodes: NodeStore;
  readonly store: Pick<PresenceStore, 'nodeIds'>;
  readonly presence: Attendants;
  readonly nodeId: string;
  readonly leaseMs: number;
  /** Told at each beat which nodes live, as the store says. */
  readonly onLiving?: ((nodeIds: readonly string[]) => void) | undefined;
  /** Reports a fault that is ours. */
  readonly onFault: (error: unknown, operation: string) => void;
}

/**
 * This node among those that share its store: it gives beats, looks after the users of nodes that ended, and learns what
 * changed elsewhere. Other ways to learn it are faster; this one misses nothing.
 */
export class NodeLife {
  readonly #parts: NodeLifeParts;
  readonly #watch: NodeWatch;
  #beats = 0;
  #mark: number | undefined;
  #isClosed = false;
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  #beat: Promise<void> | undefined;

  constructor(parts: NodeLifeParts) {
    this.#parts = parts;
    this.#watch = new NodeWatch(parts);
  }

  start(): void {
    this.#beat = this.#giveBeat().then(() => {
      if (this.#isClosed) return;
      const beatMs = this.#parts.leaseMs / BEATS_A_LEASE;
      this.#timer = setTimeout(() => {
        this.start();
      }, beatMs).unref();
    });
  }

  /** Ends the beats, so that another node takes the users over now; to be called when this one does nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#beat;
    await this.#parts.nodes.remove(this.#parts.nodeId).catch((error: unknown) => {
      this.#parts.onFault(error, 'beats');
    });
  }

  async #giveBeat(): Promise<void> {
    try {
      await this.#watchNodes();
      await this.#learn();
      this.#isFailing = false;
    } catch (error) {
      this.#watch.interrupted(performance.now());
      if (!this.#isFailing) this.#parts.onFault(error, 'beats');
      this.#isFailing = true;
    }
  }

  async #watchNodes(): Promise<void> {
    const { nodes, store, presence, nodeId } = this.#parts;
    // Before the beats: who has users by then has given one.
    const inUse = this.#beats % BEATS_A_SEARCH === 0 ? await store.nodeIds() : [];
    const answer = await nodes.beat(nodeId);
    // Taken for ended, or looked for before its first beat.
    if (answer.isNew) presence.restate();
    this.#beats++;
    this.#parts.onLiving?.(answer.nodes.map((node) => node.nodeId));
    for (const ended of this.#watch.observe(answer.nodes, inUse, performance.now())) {
      presence.takeOver(ended.nodeId, Date.now() - ended.silentMs);
    }
  }

  async #learn(): Promise<void> {
    const { presences, mark } = await this.#parts.nodes.presenceSince(this.#mark);
    this.#mark = mark;
    this.#parts.presence.changed(presences);
  }
}
