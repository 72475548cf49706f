import { setTimeout as sleep } from 'node:timers/promises';
import { BenchError } from '../../errors.js';
import { connectMany } from './connect-many.js';
import { SendFrames } from './messages.js';
import type { RawSocket } from './raw-socket.js';
import { signIn, type Target } from './sign-in.js';

export interface FloodOptions {
  readonly connections: number;
  /** Sends of a connection that wait for their acks. */
  readonly inFlight: number;
  /** Sends in all; without end where left out. */
  readonly total?: number;
  /** Shared out among the connections, one each; the target's where left out. */
  readonly channelIds?: readonly string[];
}

/** Senders that keep sends under way and count the acks. */
export class Flood {
  /** Sends that were answered. */
  acked = 0;
  readonly #sockets: readonly RawSocket[];
  #sent = 0;
  #left: number;

  private constructor(sockets: readonly RawSocket[], total: number) {
    this.#sockets = sockets;
    this.#left = total;
  }

  /** Connects and begins to send. */
  static async start(target: Target, options: FloodOptions): Promise<Flood> {
    const { connections, inFlight, total = Infinity, channelIds = [target.channelId] } = options;
    const sockets = await connectMany(connections, () => signIn(target));
    const flood = new Flood(sockets, total);
    for (const [index, socket] of sockets.entries()) {
      flood.#begin(socket, inFlight, channelIds[index % channelIds.length] ?? target.channelId);
    }
    return flood;
  }

  /** Sends no more, waits for the acks that are missing, and disconnects. */
  async end(timeoutMs = 10_000): Promise<void> {
    this.#left = 0;
    await this.drained(timeoutMs);
    this.close();
  }

  /** Waits until nothing is left to send and all is answered. */
  async drained(timeoutMs: number): Promise<void> {
    const until = performance.now() + timeoutMs;
    while (this.#left > 0 || this.acked < this.#sent) {
      if (performance.now() > until) throw new BenchError(`${this.#sent - this.acked} sends were not answered in time`);
      await sleep(5);
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  #begin(socket: RawSocket, inFlight: number, channelId: string): void {
    const frames = new SendFrames(channelId);
    // The senders are not subscribed: what they hear are acks. The caller compares their number with what is stored.
    socket.count(0, (count) => {
      this.acked += count;
      this.#send(socket, frames, count);
    });
    this.#send(socket, frames, inFlight);
  }

  #send(socket: RawSocket, frames: SendFrames, wanted: number): void {
    const count = Math.min(wanted, this.#left);
    if (count === 0) return;
    this.#left -= count;
    this.#sent += count;
    socket.batch(() => {
      for (let message = 0; message < count; message++) socket.send(frames.next());
    });
  }
}
