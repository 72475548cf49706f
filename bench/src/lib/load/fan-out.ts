import { setTimeout as sleep } from 'node:timers/promises';
import type { Sample } from '../bench.js';
import type { RunningServer } from '../server/run-on.js';
import { Audience } from './audience.js';
import { connectMany } from './connect-many.js';
import { SendFrames } from './messages.js';
import { measureRate } from './rate.js';
import type { RawSocket } from './raw-socket.js';
import { signIn, subscribe } from './sign-in.js';

const LAST_DELIVERY_MS = 10_000;

export interface FanOutLoad {
  /** Subscribers. */
  readonly sockets: number;
  /** Messages under way: the next one is sent when one has reached every socket. */
  readonly inFlight: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/**
 * Deliveries a second of one publisher's messages to many sockets.
 * @param first where the publisher is
 * @param others nodes that have their share of the sockets
 */
export async function measureFanOut(
  first: RunningServer,
  load: FanOutLoad,
  others: readonly RunningServer[] = [],
): Promise<Sample> {
  const nodes = [first, ...others];
  const { target } = first;
  let opened = 0;
  const open = (): Promise<RawSocket> => subscribe((nodes[opened++ % nodes.length] ?? first).target);
  const audience = new Audience(await connectMany(load.sockets, open));
  const publisher = await signIn(target);
  publisher.count(0, () => undefined);
  try {
    const window = openWindow(audience, publisher, new SendFrames(target.channelId), load.inFlight);
    const measure = async (): Promise<Sample> => {
      await sleep(load.warmUpMs);
      return measureRate(() => audience.deliveries, { usage: () => usageOf(nodes) }, load.measureMs);
    };
    const sample = await Promise.race([measure(), audience.lost]);
    await audience.hear(window.close(), LAST_DELIVERY_MS);
    return sample;
  } finally {
    publisher.close();
    audience.close();
  }
}

async function usageOf(nodes: readonly RunningServer[]): Promise<{ cpuMicroseconds: number }> {
  const usages = await Promise.all(nodes.map(({ process }) => process.usage()));
  return { cpuMicroseconds: usages.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0) };
}

/** Keeps messages under way until it is closed, which tells how many there were. */
function openWindow(audience: Audience, publisher: RawSocket, frames: SendFrames, inFlight: number) {
  let sent = 0;
  const send = (count: number): void => {
    sent += count;
    publisher.batch(() => {
      for (let message = 0; message < count; message++) publisher.send(frames.next());
    });
  };
  audience.onHeardByAll = send;
  send(inFlight);
  return {
    close(): number {
      audience.onHeardByAll = () => undefined;
      return sent;
    },
  };
}
