import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { Bus } from './bus.js';

const TOPIC = 'control';

/** How long a message is told again where it may have been lost; by then other nodes miss this one and ask the store. */
const TOLD_MS = 5_000;
const RETELL_MS = 250;

const controlMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('members_changed'), channelId: z.string() }),
  z.object({ type: z.literal('member_removed'), channelId: z.string(), userId: z.string() }),
]);

/** What all nodes hear of each other: rights that changed. Hearing it twice changes nothing. */
type ControlMessage = z.output<typeof controlMessage>;

/** Tells all nodes of rights that changed, and hears of them. */
export class Control {
  readonly #bus: Bus;
  readonly #interest: ReturnType<Bus['listen']>;
  readonly #stop: () => void;
  #recent: { readonly bytes: Buffer; readonly toldAt: number }[] = [];
  #retelling: NodeJS.Timeout | undefined;

  /** @param onMessage told what another node did */
  constructor(bus: Bus, onMessage: (message: ControlMessage) => void) {
    this.#bus = bus;
    this.#interest = bus.listen(TOPIC, (bytes) => {
      const message = read(bytes);
      if (message) onMessage(message);
    });
    this.#stop = bus.onLost((topics) => {
      if (topics.includes(TOPIC)) this.#retellLater();
    });
  }

  tell(message: ControlMessage): void {
    const bytes = Buffer.from(JSON.stringify(message));
    this.#recent = this.#recent.filter(isRecent);
    this.#recent.push({ bytes, toldAt: performance.now() });
    this.#bus.publish(TOPIC, [bytes]);
  }

  /** Until when all changes are known by who knew them at a moment, see `Interest`. */
  heardUntil(knownAt: number): number {
    return this.#interest.heardUntil(knownAt);
  }

  close(): void {
    clearTimeout(this.#retelling);
    this.#stop();
    this.#interest.release();
  }

  #retellLater(): void {
    this.#retelling ??= setTimeout(() => {
      this.#retelling = undefined;
      this.#recent = this.#recent.filter(isRecent);
      for (const { bytes } of this.#recent) this.#bus.publish(TOPIC, [bytes]);
    }, RETELL_MS).unref();
  }
}

const isRecent = ({ toldAt }: { readonly toldAt: number }): boolean => performance.now() - toldAt < TOLD_MS;

/** Undefined for what a newer release may say. */
const read = (bytes: Buffer): ControlMessage | undefined => {
  try {
    return controlMessage.safeParse(JSON.parse(bytes.toString())).data;
  } catch {
    return undefined;
  }
};
