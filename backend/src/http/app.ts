import type { Server } from 'node:http';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Authenticator } from '../auth/authenticator.js';
import type { Config } from '../config.js';
import { notFound, unauthorized } from '../errors.js';
import type { RateLimits } from '../limits/rate-limits.js';
import { bearerTokenOf } from './bearer.js';
import { cors } from './cors.js';
import { historyDoor } from './history-door/history-door.js';
import { requireHost } from './host.js';
import { jsonBodyReader } from './json-body.js';
import { mountRoutes } from './mount.js';
import { answerErrors } from './problem.js';
import { giveRequestId } from './request-id.js';
import type { Edge } from './route.js';
import { allRoutes, type RouteParts } from './routes/index.js';
import { setSecurityHeaders } from './security-headers.js';
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
  app.use(observe, giveRequestId, setSecurityHeaders, cors(config.publicOrigins), requireHost);
  app.use(mountRoutes(allRoutes(parts), edgeOf(parts)));
  app.use(() => {
    throw notFound('path');
  });
  app.use(answerErrors(log));
  return { app, createServer: () => createHttpServer(app, config, historyDoor(parts)) };
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
