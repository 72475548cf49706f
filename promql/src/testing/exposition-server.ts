import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service whose exposition a test writes. */
export interface ExpositionServer {
  readonly url: string;
  /** What it answers; a handler of its own where a text is not enough. */
  exposition: string | ((request: IncomingMessage, response: ServerResponse) => void);
  close(): Promise<void>;
}

/** Starts one on a free port of the loopback. */
export const startExpositionServer = async (): Promise<ExpositionServer> => {
  const server = createServer((request, response) => {
    if (typeof state.exposition === 'function') state.exposition(request, response);
    else response.setHeader('content-type', 'text/plain; version=0.0.4').end(state.exposition);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on a port has this form of address.
  const { port } = server.address() as AddressInfo;
  const state: ExpositionServer = {
    url: `http://127.0.0.1:${port}/metrics`,
    exposition: '',
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return state;
};
