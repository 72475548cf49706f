import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';
import { listen } from '../http/listen.js';

const reported = z.looseObject({
  level: z.string().optional(),
  message: z.string().optional(),
  tags: z.record(z.string(), z.unknown()).default({}),
  user: z.unknown().optional(),
});

type ReportedEvent = z.output<typeof reported>;

/** A Sentry server on loopback that takes envelopes in. */
export interface SentryListener {
  readonly dsn: string;
  /** Envelopes as they came. */
  readonly envelopes: readonly string[];
  /** The first event that fits, once it is there. */
  event(fits: (event: ReportedEvent) => boolean): Promise<ReportedEvent>;
  close(): Promise<void>;
}

export const listenAsSentry = async (): Promise<SentryListener> => {
  const envelopes: string[] = [];
  const events: ReportedEvent[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const envelope = Buffer.concat(chunks).toString();
      envelopes.push(envelope);
      // Headers of the envelope, headers of its one item, the item.
      events.push(reported.parse(JSON.parse(envelope.split('\n')[2] ?? '')));
      response.end('{}');
      arrivals.emit('arrival');
    });
  });
  const { host } = new URL(await listen(server, { host: '127.0.0.1', port: 0 }));
  return {
    dsn: `http://key@${host}/1`,
    envelopes,
    event: async (fits) => {
      for (;;) {
        const found = events.find(fits);
        if (found) return found;
        await once(arrivals, 'arrival');
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
