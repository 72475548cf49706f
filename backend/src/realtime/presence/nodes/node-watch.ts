import type { NodeBeats } from '../../../storage/node-store.js';

interface WatchOptions {
  readonly nodeId: string;
  /** How long a node may be silent before it counts as ended. */
  readonly leaseMs: number;
}

/** A node whose users this one has to look after. */
export interface EndedNode {
  readonly nodeId: string;
  /** How long ago it was last seen. */
  readonly silentMs: number;
}

interface Watched {
  beats: number;
  /** When its beats were last seen to grow. */
  seenAt: number;
  /** It was removed, by itself or by another node. */
  isRemoved: boolean;
}

/**
 * Tells which nodes have ended, by whether their beats grow on this node's own clock: no clock is compared with
 * another's. One node takes over at once, the next in the order of ids; the others a lease later, should it fail to.
 */
export class NodeWatch {
  readonly #options: WatchOptions;
  readonly #nodes = new Map<string, Watched>();
  #lookedAt = -Infinity;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /**
   * @param nodes every node that gives beats, as the store says now
   * @param inUse nodes that users are kept on, where that was asked for
   * @param now on the clock of `performance.now()`
   * @returns those to take over
   */
  observe(nodes: readonly NodeBeats[], inUse: readonly string[], now: number): EndedNode[] {
    // After a pause of this process the others were not watched either.
    if (now - this.#lookedAt > this.#options.leaseMs / 2) this.interrupted(now);
    this.#lookedAt = now;
    this.#note(nodes, inUse, now);
    return [...this.#nodes].flatMap(([nodeId, watched]) => {
      if (now < this.#dueAt(nodeId, watched, now)) return [];
      // A silent one is told of until somebody has taken it over and removed it.
      if (watched.isRemoved) this.#nodes.delete(nodeId);
      return [{ nodeId, silentMs: now - watched.seenAt }];
    });
  }

  /** The store did not answer: nobody could give a beat, so everyone has the whole lease again. */
  interrupted(now: number): void {
    for (const watched of this.#nodes.values()) if (!watched.isRemoved) watched.seenAt = now;
  }

  #note(nodes: readonly NodeBeats[], inUse: readonly string[], now: number): void {
    const present = new Set([this.#options.nodeId]);
    for (const { nodeId, beats } of nodes) {
      present.add(nodeId);
      const known = this.#nodes.get(nodeId);
      if (known?.beats !== beats) this.#nodes.set(nodeId, { beats, seenAt: now, isRemoved: false });
    }
    this.#nodes.delete(this.#options.nodeId);
    for (const nodeId of inUse) {
      if (!present.has(nodeId) && !this.#nodes.has(nodeId)) {
        this.#nodes.set(nodeId, { beats: 0, seenAt: now, isRemoved: true });
      }
    }
    for (const [nodeId, watched] of this.#nodes) if (!present.has(nodeId)) watched.isRemoved = true;
  }

  #dueAt(nodeId: string, { seenAt, isRemoved }: Watched, now: number): number {
    const { leaseMs } = this.#options;
    const endedAt = isRemoved ? seenAt : seenAt + leaseMs;
    if (now < endedAt) return endedAt;
    return this.#isHeirOf(nodeId, now) ? endedAt : endedAt + leaseMs;
  }

  #isHeirOf(endedId: string, now: number): boolean {
    const { nodeId, leaseMs } = this.#options;
    const lives = ({ seenAt, isRemoved }: Watched): boolean => !isRemoved && now - seenAt < leaseMs;
    const others = [...this.#nodes].filter(([, watched]) => lives(watched)).map(([id]) => id);
    const living = [nodeId, ...others].sort();
    return (living.find((id) => id > endedId) ?? living[0]) === nodeId;
  }
}
