import { BenchError } from '../../errors.js';
import { CONTENT_BYTES } from './messages.js';
import type { RawSocket } from './raw-socket.js';

/** More messages than can be under way at once: their counts are kept in a ring. */
const RING = 65_536;

/** Sockets that hear a channel: counts what reaches them, and tells when a message has reached them all. */
export class Audience {
  /** Messages that arrived, over all sockets. */
  deliveries = 0;
  /** Messages that arrived at every socket. */
  heardByAll = 0;
  /** Told how many more messages have now arrived everywhere. */
  onHeardByAll: (count: number) => void = () => undefined;
  /** Rejects when a connection is lost; never resolves. */
  readonly lost: Promise<never>;
  readonly #sockets: readonly RawSocket[];
  /** For the message number modulo RING: sockets that have it. */
  readonly #reached = new Uint32Array(RING);

  /** @param sockets subscribed, and silent so far */
  constructor(sockets: readonly RawSocket[]) {
    this.#sockets = sockets;
    this.lost = new Promise((_, reject) => {
      for (const socket of sockets) socket.onLost = reject;
    });
    // Who waits for it races it; where nobody does, a lost connection shows as a missing delivery.
    this.lost.catch(() => undefined);
    for (const socket of sockets) this.#listen(socket);
  }

  /** Waits until `total` messages have arrived everywhere. */
  async hear(total: number, timeoutMs: number): Promise<void> {
    const until = performance.now() + timeoutMs;
    while (this.heardByAll < total) {
      if (performance.now() > until) {
        throw new BenchError(`${total - this.heardByAll} of ${total} messages did not reach every socket in time`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  #listen(socket: RawSocket): void {
    let heard = 0;
    socket.count(CONTENT_BYTES, (count) => {
      const from = heard;
      heard += count;
      this.deliveries += count;
      for (let message = from; message < heard; message++) this.#note(message % RING);
      this.#advance();
    });
  }

  #note(place: number): void {
    this.#reached[place] = (this.#reached[place] ?? 0) + 1;
  }

  #advance(): void {
    const before = this.heardByAll;
    while (this.#reached[this.heardByAll % RING] === this.#sockets.length) {
      this.#reached[this.heardByAll % RING] = 0;
      this.heardByAll++;
    }
    if (this.heardByAll > before) this.onHeardByAll(this.heardByAll - before);
  }
}
