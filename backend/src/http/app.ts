import { IncomingMessage, type Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Authenticator } from '../auth/authenticator.js';
import type { Config } from '../config.js';
import { badRequest, notFound, unauthorized } from '../errors.js';
import type { RateLimits } from '../limits/rate-limits.js';
import { bearerTokenOf } from './bearer.js';
import { cors } from './cors.js';
import { jsonBodyReader } from './json-body.js';
import { mountRoutes } from './mount.js';
import { answerErrors } from './problem.js';
import { giveRequestId } from './request-id.js';
import type { Edge } from './route.js';
import { allRoutes, type RouteParts } from './routes/index.js';
import { createHttpServer } from './server.js';

export interface HttpParts extends RouteParts {
  readonly authenticator: Authenticator;
  /** Sees every request first, for metrics; once matched, `req.baseUrl + req.route.path` is the template. */
  readonly observe: RequestHandler;
  readonly limits: RateLimits;
  readonly log: Logger;
  readonly config: Pick<
    Config,
    'isMetricsPublic' | 'maxConnections' | 'publicOrigins' | 'requestBodyBytes' | 'trustedProxies' | 'uploadMaxBytes'
  >;
}

export interface HttpApp {
  readonly app: Express;
  /** A server for the app that does not listen yet. To be called once. */
  createServer(): Server;
}

/** The HTTP API over its parts. */
export const createHttpApp = (parts: HttpParts): HttpApp => {
  const { config, log, observe } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Without nesting: `q[$ne]=1` is a parameter of that name, no object.
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustedProxies.length > 0 ? [...config.trustedProxies] : false);
  app.use(observe, giveRequestId, securityHeaders(), cors(config.publicOrigins), requireHost);
  app.use(mountRoutes(allRoutes(parts), edgeOf(parts)));
  app.use(() => {
    throw notFound('path');
  });
  app.use(answerErrors(log));
  return { app, createServer: () => createHttpServer(app, config) };
};

const edgeOf = ({ authenticator, config, limits }: HttpParts): Edge => ({
  identify: (request) => {
    const token = bearerTokenOf(request);
    if (token === undefined) throw unauthorized();
    return authenticator.authenticate(token);
  },
  limit: (name, key) => limits.take(name, key),
  readBody: jsonBodyReader(config.requestBodyBytes),
});

/** The API answers data, never a page: nothing may be loaded, framed or run from an answer. */
const securityHeaders = (): RequestHandler => {
  const headers = headersSetBy(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
    }),
  );
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
};

/** What helmet sets is the same for every request, so its fifteen steps are taken once. */
const headersSetBy = (middleware: ReturnType<typeof helmet>): [name: string, value: string][] => {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const headers: [name: string, value: string][] = [];
  response.setHeader = (name, value) => {
    headers.push([name, String(value)]);
    return response;
  };
  middleware(request, response, () => undefined);
  return headers;
};

/** Node would refuse a missing one as well, but without a request id; of two it takes the first (RFC 9112, 3.2). */
const requireHost: RequestHandler = (request, _response, next) => {
  const { headers, httpVersion, rawHeaders } = request;
  if (headers.host === undefined && httpVersion === '1.1') throw badRequest('The Host header is missing');
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') count++;
  }
  if (count > 1) throw badRequest('There is more than one Host header');
  next();
};
