import { once } from 'node:events';
import type { Server } from 'node:http';

/** Listens on this machine alone and resolves to the address; port 0 takes a free one. Rejects when it is taken. */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  // A server that listens on a port knows it.
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? port) : port}`;
}
