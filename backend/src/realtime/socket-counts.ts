import { ErrorCode } from '@chatwatch/client';
import type { LimitsConfig } from '../config-limits.js';
import { events } from '../events.js';
import type { ChatSocket } from './chat-socket.js';
import type { UpgradeRefusal } from './upgrade.js';

/** Sockets of one address. */
export interface AddressCount {
  readonly address: string;
  open: number;
  /** Open without a hello that was answered. */
  waiting: number;
}

/** Seconds after which those that wait have been closed for want of a hello. */
const RETRY_AFTER_SECONDS = 5;

/** Counts open sockets by address, and those that have not said who they are: nobody takes all the places. */
export class SocketCounts {
  readonly #limits: LimitsConfig | undefined;
  readonly #counts = new Map<string, AddressCount>();
  #waiting = 0;

  /** @param limits undefined: everything is let in */
  constructor(limits: LimitsConfig | undefined) {
    this.#limits = limits;
  }

  /** Why one more socket of the address is refused; undefined where it may come. */
  judge(address: string): UpgradeRefusal | undefined {
    const limits = this.#limits;
    if (!limits) return undefined;
    const { open, waiting } = this.#counts.get(address) ?? { open: 0, waiting: 0 };
    if (open >= limits.connectionsPerAddress) return refusal('This address has too many connections');
    const isCrowded = waiting >= limits.unauthenticatedPerAddress || this.#waiting >= limits.unauthenticated;
    return isCrowded ? refusal('Too many connections have not signed in yet') : undefined;
  }

  /** Counts a socket that has come. */
  came(socket: ChatSocket, address: string): void {
    const count = this.#counts.get(address) ?? { address, open: 0, waiting: 0 };
    this.#counts.set(address, count);
    socket.count = count;
    socket.isWaiting = true;
    count.open += 1;
    count.waiting += 1;
    this.#waiting += 1;
  }

  /** The socket waits no more; to be repeated at will, also after it left. */
  signedIn(socket: ChatSocket): void {
    if (!socket.isWaiting || !socket.count) return;
    socket.isWaiting = false;
    socket.count.waiting -= 1;
    this.#waiting -= 1;
  }

  /** To be called once a socket. */
  left(socket: ChatSocket): void {
    this.signedIn(socket);
    const { count } = socket;
    if (!count) return;
    count.open -= 1;
    if (count.open === 0) this.#counts.delete(count.address);
  }
}

const refusal = (detail: string): UpgradeRefusal => {
  if (events.rateLimited.hasSubscribers) events.rateLimited.publish({ limit: 'connections' });
  return { status: 429, code: ErrorCode.RateLimited, detail, retryAfterSeconds: RETRY_AFTER_SECONDS };
};
