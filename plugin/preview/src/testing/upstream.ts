import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listen } from '../server/listen.js';

/** A request as the service got it. */
interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** What stands at the far end of the proxy: it answers every request with what arrived, and echoes a connection. */
export interface Upstream {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  close(): Promise<void>;
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Starts one on a free port of this machine. */
export async function startUpstream(): Promise<Upstream> {
  const arrived: Arrived[] = [];
  const server = createServer(({ method = '', url = '', headers }, response) => {
    arrived.push({ method, url, headers });
    response.setHeader('set-cookie', 'a=b').setHeader('content-type', 'application/json').end('{"is":"upstream"}');
  });
  server.on('upgrade', ({ method = '', url = '', headers }, socket) => {
    arrived.push({ method, url, headers });
    const accept = createHash('sha1')
      .update(`${headers['sec-websocket-key'] ?? ''}${GUID}`)
      .digest('base64');
    const lines = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`];
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.on('error', () => socket.destroy()).pipe(socket);
  });
  return {
    url: await listen(server, 0),
    arrived,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
