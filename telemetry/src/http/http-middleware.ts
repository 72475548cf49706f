import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { GaugeChild } from '../instruments/hot-gauge.js';
import { CLIENT_CLOSED_REQUEST } from '../labels.js';
import type { HttpRecorder } from './http-recorder.js';
import { rememberMountPaths, type RoutedRequest, RouteTemplates } from './route-template.js';

/** Fits `app.use(...)` of Express 4 and 5. */
export type HttpMiddleware = (request: RoutedRequest, response: ServerResponse, next: () => void) => void;

// Bound, it is called without a look-up of the method a request: read twice a request, the clock is the largest share.
const now = performance.now.bind(performance);

/**
 * Counts each request once, when its response is closed: complete, or cut off and then as status 499.
 *
 * Node emits `close` after `finish` and after a lost connection alike, so one listener does for both, and as it finds
 * what it needs on its response, a request makes no closure. The size is what the connection has sent since the last
 * response that was counted on it, headers included: answers follow each other on it, also when requests are pipelined,
 * and it is read once a request, as Node adds up what waits to be written.
 */
export function createHttpMiddleware(recorder: HttpRecorder, inFlight: GaugeChild): HttpMiddleware {
  const templates = new RouteTemplates();
  // Of this middleware alone: two of them may observe one response.
  const startMs = Symbol('start, ms');
  const countedBytes = Symbol('bytes sent, all responses counted so far');
  type Observed = ServerResponse<RoutedRequest> & { [startMs]: number };
  type Connection = Socket & { [countedBytes]?: number };
  let knownApp: unknown;

  function onClose(this: Observed): void {
    const { req: request } = this;
    const connection: Connection = request.socket;
    const sentBytes = connection.bytesWritten;
    const sizeBytes = sentBytes - (connection[countedBytes] ?? 0);
    connection[countedBytes] = sentBytes;
    inFlight.dec();
    recorder.record(
      request.method ?? '',
      templates.of(request),
      this.writableFinished ? this.statusCode : CLIENT_CLOSED_REQUEST,
      (now() - this[startMs]) / 1_000,
      sizeBytes,
      this,
    );
  }

  return (request, response, next) => {
    // Some WebSocket adapters send upgrades through the application; they are connections, not requests.
    if ((request as { upgrade?: boolean | null }).upgrade === true) {
      next();
      return;
    }
    if (request.app !== undefined && request.app !== knownApp) {
      knownApp = request.app;
      rememberMountPathsOf(knownApp);
    }
    // What is asserted here is what it becomes by it.
    (response as Observed)[startMs] = now();
    inFlight.inc();
    response.on('close', onClose);
    next();
  };
}

function rememberMountPathsOf(app: unknown): void {
  // An Express application is a function with the prototype of its requests; other frameworks have no mount paths.
  const prototype = (app as { request?: unknown } | undefined)?.request;
  if (typeof prototype === 'object' && prototype !== null) rememberMountPaths(prototype);
}
