import type { ChatClient } from '@chatwatch/client';
import type { LiveStore } from '../live-state';

/** Keeps the state's picture of the connection up to date. `now` in milliseconds since the epoch. */
export function watchConnection(client: ChatClient, store: LiveStore, now: () => number = Date.now): void {
  client.on('state', (connectionState) => {
    store.setState(({ connection }) => {
      connection.state = connectionState;
      if (connectionState !== 'disconnected') connection.retryAt = undefined;
    });
  });
  client.on('ready', () => {
    store.setState(({ connection }) => {
      connection.wasReady = true;
      connection.failures = 0;
      connection.closedBy = undefined;
    });
  });
  client.on('disconnected', ({ code, reason, retryInMs }) => {
    store.setState(({ connection }) => {
      connection.failures++;
      connection.end = { code, reason };
      connection.retryAt = now() + retryInMs;
    });
  });
  client.on('closed', (error) => {
    store.setState(({ connection }) => {
      connection.closedBy = error;
    });
  });
}
