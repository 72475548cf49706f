import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a {@link startGreeter} does with the first frame that it is sent. */
export type Greeting = { readonly frame: string } | { readonly closeCode: number };

/** A server that opens WebSockets and has one thing to say. */
export interface Greeter {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What RFC 6455 appends to a key. */
const ACCEPT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const frameOf = (greeting: Greeting): Buffer => {
  const isClose = 'closeCode' in greeting;
  const payload = isClose
    ? Buffer.from([greeting.closeCode >> 8, greeting.closeCode & 0xff])
    : Buffer.from(greeting.frame);
  return Buffer.concat([Buffer.from([isClose ? 0x88 : 0x81, payload.length]), payload]);
};

/** Opens WebSockets on a free port of this machine, and greets whoever has said something. */
export const startGreeter = async (greeting: Greeting): Promise<Greeter> => {
  const sockets = new Set<Duplex>();
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    sockets.add(socket);
    const key = request.headers['sec-websocket-key'] ?? '';
    const accept = createHash('sha1').update(`${key}${ACCEPT}`).digest('base64');
    socket.write(
      [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${accept}`,
        '',
        '',
      ].join('\r\n'),
    );
    socket.once('data', () => {
      socket.write(frameOf(greeting));
      // What comes then is the other side's closing frame.
      if ('closeCode' in greeting) socket.once('data', () => socket.end());
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // of a server of TCP
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};
