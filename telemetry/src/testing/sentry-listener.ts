import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** An event as Sentry would store it. */
type ReceivedEvent = Readonly<Record<string, unknown>>;

/** A Sentry server on loopback, as far as it takes reports in. */
export interface SentryListener {
  readonly dsn: string;
  readonly events: readonly ReceivedEvent[];
  /** All that was sent, as text. */
  readonly received: readonly string[];
  readonly requests: readonly IncomingHttpHeaders[];
  /** Resolves when so many events have come. */
  readonly until: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param answers whether requests are answered, or left hanging for ever */
export async function listenAsSentry({ answers = true } = {}): Promise<SentryListener> {
  const events: ReceivedEvent[] = [];
  const received: string[] = [];
  const requests: IncomingHttpHeaders[] = [];
  const arrivals = new EventTarget();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
      received.push(text);
      requests.push(request.headers);
      events.push(...eventsOf(text));
      arrivals.dispatchEvent(new Event('arrival'));
      if (answers) response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    dsn: `http://key@127.0.0.1:${port}/1`,
    events,
    received,
    requests,
    until: async (count) => {
      while (events.length < count) await once(arrivals, 'arrival');
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An envelope is a line of headers, then for each item a line of headers and a line of JSON. */
function eventsOf(envelope: string): ReceivedEvent[] {
  const lines = envelope.split('\n').map((line) => JSON.parse(line) as ReceivedEvent);
  return lines.filter((_, index) => lines[index - 1]?.type === 'event');
}
