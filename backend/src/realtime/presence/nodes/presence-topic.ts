import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { Bus } from '../../../cluster/bus.js';

const TOPIC = 'presence';

/** Ids of users and channels in a message: about 40 KB. */
const IDS_A_MESSAGE = 1_000;

const messageSchema = z.array(z.tuple([z.string(), z.array(z.string())]));

type Entry = z.output<typeof messageSchema>[number];

/** By user the channels that he is subscribed to on the node that tells of him. */
export type Hints = ReadonlyMap<string, readonly string[]>;

/**
 * Tells other nodes at once of whom something is new; what it is they read from the store. Nobody misses it: it is left
 * out while the bus is behind, as every node looks for changes itself.
 */
export class PresenceTopic {
  readonly #bus: Pick<Bus, 'publish'>;
  readonly #interest: ReturnType<Bus['listen']>;

  /** @param onHints told what another node said */
  constructor(bus: Pick<Bus, 'listen' | 'publish'>, onHints: (hints: Hints) => void) {
    this.#bus = bus;
    this.#interest = bus.listen(TOPIC, (message) => {
      const hints = read(message);
      if (hints) onHints(hints);
    });
  }

  publish(hints: Hints): void {
    for (const entries of inMessages(hints)) {
      this.#bus.publish(TOPIC, [Buffer.from(JSON.stringify(entries))], { isExpendable: true });
    }
  }

  close(): void {
    this.#interest.release();
  }
}

function* inMessages(hints: Hints): Generator<Entry[], void> {
  let [entries, ids]: [Entry[], number] = [[], 0];
  for (const [userId, channelIds] of hints) {
    entries.push([userId, [...channelIds]]);
    ids += 1 + channelIds.length;
    if (ids < IDS_A_MESSAGE) continue;
    yield entries;
    [entries, ids] = [[], 0];
  }
  if (entries.length > 0) yield entries;
}

/** Undefined for what a newer release may say. */
const read = (message: Buffer): Hints | undefined => {
  try {
    const parsed = messageSchema.safeParse(JSON.parse(message.toString()));
    return parsed.success ? new Map(parsed.data) : undefined;
  } catch {
    return undefined;
  }
};
