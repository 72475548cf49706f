import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiHandler, type ApiOptions } from '../http/api-handler.js';

/** What an API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The parsed JSON, or the text of what is none. */
  readonly body: unknown;
}

/** Asks an API at an address such as `http://127.0.0.1:9090`. */
export const askApi = async (origin: string, path: string, init: RequestInit = {}): Promise<ApiAnswer> => {
  const response = await fetch(`${origin}${path}`, init);
  const text = await response.text();
  const contentType = response.headers.get('content-type') ?? '';
  const body: unknown = contentType === 'application/json' ? JSON.parse(text) : text;
  return { status: response.status, contentType, body };
};

/** Serves the API on a free port of the loopback. */
export const startApi = async (options: ApiOptions): Promise<{ origin: string; close: () => Promise<void> }> => {
  const server = createServer(apiHandler(options)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on a port has this form of address.
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { origin: `http://127.0.0.1:${port}`, close };
};
