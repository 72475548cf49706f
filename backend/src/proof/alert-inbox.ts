import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const notificationSchema = z.object({
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});

/** An alert as Alertmanager told of it. */
export interface Notice {
  /** The receiver that was told: `page` or `ticket`. */
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Who is told of alerts: a webhook on a free port of the loopback. */
export class AlertInbox {
  readonly url: string;
  /** All that came so far, in its order. */
  readonly notices: Notice[] = [];
  readonly #server: Server;
  #wake: () => void = () => undefined;
  #arrived = this.#nextArrival();

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async open(): Promise<AlertInbox> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    const inbox = new AlertInbox(server, `http://127.0.0.1:${address.port}`);
    server.on('request', (request, response) => {
      void inbox.#take(request).finally(() => response.end());
    });
    return inbox;
  }

  /** The first notice that fits, of those that came or will. Rejects with the reason of the signal. */
  async when(fits: (notice: Notice) => boolean, signal: AbortSignal): Promise<Notice> {
    const aborted = once(signal, 'abort');
    for (;;) {
      const found = this.notices.find(fits);
      if (found) return found;
      await Promise.race([this.#arrived, aborted]);
      signal.throwIfAborted();
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await once(this.#server.close(), 'close');
  }

  async #take(request: IncomingMessage): Promise<void> {
    const { alerts } = notificationSchema.parse(JSON.parse(await text(request)));
    const receiver = request.url?.slice(1) ?? '';
    this.notices.push(...alerts.map((alert) => ({ receiver, ...alert })));
    const wake = this.#wake;
    this.#arrived = this.#nextArrival();
    wake();
  }

  #nextArrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
