import type { ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { GaugeChild } from '../instruments/hot-gauge.js';
import { CLIENT_CLOSED_REQUEST } from '../labels.js';
import type { HttpRecorder } from './http-recorder.js';
import { rememberMountPaths, type RoutedRequest, RouteTemplates } from './route-template.js';

/** Fits `app.use(...)` of Express 4 and 5. */
export type HttpMiddleware = (request: RoutedRequest, response: ServerResponse, next: () => void) => void;

/** Reads the id under which a request is found in the logs. */
export type RequestIdReader = (request: RoutedRequest, response: ServerResponse) => string | undefined;

/**
 * Counts each request once, when its response is closed: complete, or cut off and then as status 499.
 *
 * Node emits `close` after `finish` and after a lost connection alike, so one listener does for both. The size is what
 * the socket sent meanwhile, headers included; requests pipelined on one connection may share theirs.
 */
export function createHttpMiddleware(
  recorder: HttpRecorder,
  inFlight: GaugeChild,
  readRequestId: RequestIdReader,
): HttpMiddleware {
  const templates = new RouteTemplates();
  let knownApp: unknown;
  return (request, response, next) => {
    // Some WebSocket adapters send upgrades through the application; they are connections, not requests.
    if ((request as { upgrade?: boolean | null }).upgrade === true) {
      next();
      return;
    }
    if (request.app !== knownApp) {
      knownApp = request.app;
      rememberMountPathsOf(knownApp);
    }
    const { socket } = request;
    const startMs = performance.now();
    const startBytes = socket.bytesWritten;
    inFlight.inc();
    response.on('close', () => {
      inFlight.dec();
      recorder.record(
        request.method ?? '',
        templates.of(request),
        response.writableFinished ? response.statusCode : CLIENT_CLOSED_REQUEST,
        (performance.now() - startMs) / 1_000,
        socket.bytesWritten - startBytes,
        readRequestId(request, response),
      );
    });
    next();
  };
}

function rememberMountPathsOf(app: unknown): void {
  // An Express application is a function with the prototype of its requests; other frameworks have no mount paths.
  const prototype = (app as { request?: unknown } | undefined)?.request;
  if (typeof prototype === 'object' && prototype !== null) rememberMountPaths(prototype);
}
