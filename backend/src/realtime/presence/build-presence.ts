import { setTimeout as wait } from 'node:timers/promises';
import type { Bus } from '../../cluster/bus.js';
import type { Store } from '../../storage/store.js';
import { NodeLife } from './nodes/node-life.js';
import { PresenceTopic } from './nodes/presence-topic.js';
import { Presence, type PresenceParts } from './presence.js';

/**
 * Longest wait for the store at the end: the stop as a whole is bounded, and of a node that could not say so the others
 * notice its end by themselves.
 */
const CLOSE_MS = 2_000;

interface BuildParts extends Omit<PresenceParts, 'store' | 'nodes' | 'publish' | 'channels'> {
  readonly store: Pick<Store, 'presence' | 'nodes' | 'channels'>;
  /** Undefined where no other node is told of anything. */
  readonly bus?: Pick<Bus, 'listen' | 'publish'> | undefined;
  /** Of the node in its present life: who was on the last one is taken over like anybody else. */
  readonly nodeId: string;
  /** Told now and then which nodes live, as the store says. */
  readonly onLiving?: (nodeIds: readonly string[]) => void;
  /** How long a node may be silent before others take its users over. */
  readonly leaseMs: number;
}

/** Presence with what it needs among other nodes. */
export interface BuiltPresence {
  readonly presence: Presence;
  start(): void;
  /** To be called once no connection is left. */
  close(): Promise<void>;
}

/** Alone where the store is of one process, and otherwise as one of the nodes that share it. */
export const buildPresence = (parts: BuildParts): BuiltPresence => {
  const { store, bus, leaseMs, onLiving, ...rest } = parts;
  const { presence: presenceStore, nodes, channels } = store;
  const topic =
    bus &&
    new PresenceTopic(bus, (hints) => {
      presence.heard(hints);
    });
  const publish = topic?.publish.bind(topic);
  const presence = new Presence({ ...rest, store: presenceStore, nodes, channels, publish });
  const { nodeId, onFault } = parts;
  const life = nodes && new NodeLife({ nodes, store: presenceStore, presence, nodeId, leaseMs, onFault, onLiving });
  return {
    presence,
    start: () => {
      if (life) life.start();
      else presence.start();
    },
    close: async () => {
      topic?.close();
      const late = new AbortController();
      await Promise.race([
        presence.close().then(() => life?.close()),
        wait(CLOSE_MS, undefined, { signal: late.signal }).catch(() => undefined),
      ]);
      late.abort();
    },
  };
};
