import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As many as the chat service's: with Node's 511, connects of a load would be dropped and repeated a second later. */
const BACKLOG = 4_096;

/** Listens on a free port of 127.0.0.1 and prints the address, which the bench waits for. */
export async function listen(server: Server): Promise<void> {
  server.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG });
  await once(server, 'listening');
  // A server on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
}
