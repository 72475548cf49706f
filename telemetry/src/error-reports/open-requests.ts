import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { makeNodeTransport } from '@sentry/node';

/** What the SDK sends requests with. */
type HttpModule = NonNullable<Parameters<typeof makeNodeTransport>[0]['httpModule']>;

/** The longest a request to Sentry may take; the SDK's own has no bound. */
const REQUEST_MS = 10_000;

/** Node's HTTP client with a bound on each request, and a way to end all that are under way. */
export class OpenRequests implements HttpModule {
  readonly #module: typeof http | typeof https;
  readonly #open = new Set<ClientRequest>();

  /** @param protocol `http:` or `https:` */
  constructor(protocol: string) {
    this.#module = protocol === 'https:' ? https : http;
  }

  /** As `http.request`; the SDK calls it. */
  request(...[options, onResponse]: Parameters<HttpModule['request']>): ClientRequest {
    // The SDK's types for Node's own client: the same but for properties that may be undefined.
    const request = this.#module.request(options as RequestOptions, onResponse as (response: IncomingMessage) => void);
    const timer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${REQUEST_MS} ms`));
    }, REQUEST_MS).unref();
    this.#open.add(request);
    // A report must not keep a process from ending.
    request.on('socket', (socket) => socket.unref());
    request.on('close', () => {
      clearTimeout(timer);
      this.#open.delete(request);
    });
    return request;
  }

  close(): void {
    for (const request of this.#open) request.destroy(new Error('the reporter is closed'));
  }
}
