import {
  createServer,
  IncomingMessage,
  type RequestListener,
  type Server,
  ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { ErrorCode } from '@chatwatch/client';
import type { Express, Request, Response } from 'express';
import type { Config } from '../config.js';
import { badRequest, ChatError } from '../errors.js';
import { PROBLEM_TYPE, problemOf } from './problem.js';
import { newRequestId, REQUEST_ID_HEADER } from './request-id.js';

/**
 * A caller has this long for the headers, and for all of a request, before he is cut off. Node: 60 s and 300 s. In two
 * minutes a file of the default limit of 10 MiB comes through an uplink of 0.7 Mbit/s.
 */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;
const TIMEOUT_CHECK_MS = 5_000;
/**
 * Node: 16 KiB, from which a long text in a query would not even reach the route that says why it is refused: 16 KiB of
 * UTF-8 take up to 48 in percent-encoding.
 */
const HEADER_BYTES = 64 * 1_024;
/** Longer than the 60 s after which usual proxies drop an idle connection: who closes first must be the proxy. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Stands in front of the app: answers a request wholly and at once, or leaves it and its response as they are.
 * @returns whether it has answered
 */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The HTTP server of an app, with a door in front of it if one is given.
 *
 * Express gives each request and response its own prototype with `Object.setPrototypeOf`, which costs V8 its shapes
 * and inline caches: 0.17 of bare `node:http`. Here Node makes them with that prototype from the start, so the call
 * finds nothing to change: 0.63 of bare, 3.4 times as many requests a second (docs: express issue 5998).
 */
export const createHttpServer = (app: Express, config: Pick<Config, 'maxConnections'>, door?: Door): Server => {
  class AppRequest extends IncomingMessage {}
  class AppResponse<Incoming extends IncomingMessage> extends ServerResponse<Incoming> {}
  Object.setPrototypeOf(AppRequest.prototype, app.request);
  Object.setPrototypeOf(AppResponse.prototype, app.response);
  // Express's methods are on the prototypes' own prototypes since the lines above, which the types cannot show.
  app.request = AppRequest.prototype as Request;
  app.response = AppResponse.prototype as Response;

  const server = createServer(
    {
      IncomingMessage: AppRequest,
      ServerResponse: AppResponse,
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // The app refuses a request without a host itself, with a request id and a body.
      requireHostHeader: false,
    },
    door ? behind(door, app) : app,
  );
  server.maxConnections = config.maxConnections;
  server.on('clientError', answerUnreadable);
  // What is expected beside 100-continue may be ignored (RFC 9110, 10.1.1); Node's own answer has no request id.
  server.on('checkExpectation', app);
  return server;
};

const behind =
  (door: Door, app: Express): RequestListener =>
  (request, response) => {
    // The server's classes give both what Express knows them by, which the types of Node's listener do not tell.
    if (!door(request, response)) app(request as Request, response as Response);
  };

/** Answers bytes that are no HTTP request, which never reach the app. */
const answerUnreadable = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOf(error.code);
  const requestId = newRequestId();
  const reason =
    status === 431
      ? new ChatError(ErrorCode.TooLarge, 'The headers are too large')
      : badRequest(status === 408 ? 'The request took too long to arrive' : 'This is no HTTP request');
  const body = JSON.stringify(problemOf(reason, requestId, status));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `${REQUEST_ID_HEADER}: ${requestId}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
};

const statusOf = (code: string | undefined): 400 | 408 | 431 => {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
};
