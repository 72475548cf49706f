import type { MongoClient } from 'mongodb';
import { events, type PoolCheckoutFailedEvent } from '../../events.js';

/** The driver's words for why a caller got no connection, and ours. */
const REASONS: Readonly<Record<string, PoolCheckoutFailedEvent['reason']>> = {
  timeout: 'timeout',
  poolClosed: 'closed',
  connectionError: 'error',
};

/** Connections of all of the client's pools together, one pool a server. */
class PoolState {
  /** Those that are set up: one that fails before that is closed without ever having been there. */
  readonly #ready = new Set<string>();
  #inUse = 0;

  opened(key: string): void {
    this.#ready.add(key);
    this.#tell();
  }

  /** Who is closed while in use is handed back before. */
  closed(key: string): void {
    if (this.#ready.delete(key)) this.#tell();
  }

  /** It may be the first that is heard of the connection: it was opened before anybody listened. */
  taken(key: string): void {
    this.#ready.add(key);
    this.#inUse++;
    this.#tell();
  }

  returned(): void {
    this.#inUse--;
    this.#tell();
  }

  #tell(): void {
    if (!events.poolConnections.hasSubscribers) return;
    events.poolConnections.publish({ inUse: this.#inUse, idle: this.#ready.size - this.#inUse });
  }
}

const keyOf = ({ address, connectionId }: { address: string; connectionId: number | '<monitor>' }): string =>
  `${address} ${connectionId}`;

/**
 * Tells of the connections that a client keeps and of those who wait for one; for as long as the client lives.
 * @param client nobody uses yet
 */
export function publishPool(client: MongoClient): void {
  const state = new PoolState();
  client.on('connectionReady', (event) => {
    state.opened(keyOf(event));
  });
  client.on('connectionClosed', (event) => {
    state.closed(keyOf(event));
  });
  client.on('connectionCheckedOut', (event) => {
    state.taken(keyOf(event));
    if (events.poolCheckout.hasSubscribers) events.poolCheckout.publish({ waitSeconds: event.durationMS / 1_000 });
  });
  client.on('connectionCheckedIn', () => {
    state.returned();
  });
  client.on('connectionCheckOutFailed', ({ reason }) => {
    events.poolCheckoutFailed.publish({ reason: REASONS[reason] ?? 'error' });
  });
}
