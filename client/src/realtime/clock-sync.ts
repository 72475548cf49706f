import type { PongFrame, ReadyFrame } from '../protocol/frames.js';
import type { Clock } from '../timing/clock.js';
import { ClockOffset } from '../timing/clock-offset.js';
import type { Transport } from './transport.js';

/** Pings in a row right after a connect, so that the clock's offset does not hang on one exchange. */
const FIRST_PINGS = 3;

/** Learns the offset of the connected server's clock from hello and ready, first pings, and the watchdog's later ones. */
export class ClockSync {
  readonly #offset = new ClockOffset();
  readonly #transport: Transport;
  readonly #clock: Clock;
  #pingsLeft = 0;

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
  }

  /** Server clock minus local clock, milliseconds; 0 before the first connection. */
  get offsetMs(): number {
    return this.#offset.offsetMs;
  }

  /** The present time by the server's clock, milliseconds since the epoch. */
  serverNow(): number {
    return this.#clock.now() + this.#offset.offsetMs;
  }

  /** Starts anew: this connection may reach a server with another clock. */
  ready({ serverTime }: ReadyFrame, helloAt: number): void {
    this.#offset.reset();
    this.#offset.add(helloAt, serverTime, this.#clock.now());
    this.#pingsLeft = FIRST_PINGS;
    this.#ping();
  }

  pong({ t, serverTime }: PongFrame): void {
    this.#offset.add(t, serverTime, this.#clock.now());
    if (this.#pingsLeft > 0) this.#ping();
  }

  #ping(): void {
    this.#pingsLeft--;
    this.#transport.transmit({ type: 'ping', t: this.#clock.now() });
  }
}
