import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Identity } from '../auth/authenticator.js';
import type { Representation } from '../content/representation.js';
import type { Actor, ServiceActor, UserActor } from '../chat/actor.js';
import type { LimitName } from '../config-limits.js';
import { forbidden } from '../errors.js';
import { acceptedEncodings, mustAccept } from './accept-encoding.js';
import { noteActor } from './acting-user.js';
import { addressOf } from './address.js';
import { requestIdOf } from './request-id.js';
import { sendJson, sendRepresentation } from './send.js';
import { parsePart } from './validate.js';

/**
 * Who a route answers, and with that what its handler gets as `actor`: nobody in particular, a signed-in user, the
 * holder of the service token, either of the two, or who runs the service: an administrator or the service token.
 */
interface ActorOf {
  none: undefined;
  user: UserActor;
  service: ServiceActor;
  any: Actor;
  operator: Actor;
}

export type RouteAuth = keyof ActorOf;

export interface Answer {
  readonly description: string;
  /** Of the body; left out where there is none. Its example is put together from the examples in its schemas. */
  readonly schema?: z.ZodType;
  /** `application/json` where there is a schema and nothing else is said. */
  readonly mediaType?: string;
}

/** All that documentation needs of a route; `npm run check` fails where an example is missing. */
export interface RouteDescription {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express's template in full; metrics label requests with it. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly auth: RouteAuth;
  /** Counts each request by its user, or by its address where `auth` is none; over it the answer is 429. */
  readonly limit?: LimitName;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** Of a JSON body. Unknown keys are left out, so that newer clients can talk to older servers. */
  readonly body?: z.ZodType;
  /** Of a multipart body, which the route reads itself. */
  readonly form?: z.ZodType;
  /** What the route answers itself; refusals that follow from its kind are added, see `openapi/answers.ts`. */
  readonly answers: Readonly<Record<number, Answer>>;
}

/** What a handler works with, checked; parts without a schema are undefined. */
interface Call<Auth extends RouteAuth, Params, Query, Body> {
  readonly actor: ActorOf[Auth];
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly requestId: string;
  /** Until when the caller's credentials hold, milliseconds since the epoch; `Infinity` where they do not end. */
  readonly credentialsEndAt: number;
  /** Whom the request counts for where no user is known; few ask, and it takes some microseconds to tell. */
  readonly addressOf: () => string;
}

interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** JSON that was made before, sent instead of `body`; who has it already gets 304. */
  readonly representation?: Representation;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What all routes share: told once, when they are mounted. */
export interface Edge {
  /** @throws {ChatError} `unauthorized` */
  identify(request: Request): Identity | Promise<Identity>;
  /** Counts a request. @throws {ChatError} `rate_limited` */
  limit(name: LimitName, key: string): void | Promise<void>;
  /** The JSON body, undefined without one. @throws {ChatError} or an error of the parser */
  readBody(request: Request, response: Response): Promise<unknown>;
}

export interface Route extends RouteDescription {
  /** The handler for Express; a rejection goes to the error handler. */
  serve(edge: Edge): RequestHandler;
}

interface JsonRoute<Auth extends RouteAuth, Params, Query, Body> extends RouteDescription {
  readonly auth: Auth;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  handle(call: Call<Auth, Params, Query, Body>): Reply | Promise<Reply>;
}

/**
 * A route that answers with JSON or nothing. Credentials are checked before anything of the request is read, and the
 * handler sees only what passed its schemas.
 * @example
 * route({
 *   method: 'get', path: '/api/things/:id', operationId: 'getThing', summary: 'One thing', auth: 'user',
 *   params: z.object({ id: z.string() }),
 *   answers: { 200: { description: 'The thing', schema: thing } },
 *   handle: async ({ actor, params }) => ({ status: 200, body: await things.get(actor, params.id) }),
 * });
 */
export const route = <Auth extends RouteAuth, Params = undefined, Query = undefined, Body = undefined>(
  spec: JsonRoute<Auth, Params, Query, Body>,
): Route => ({
  ...spec,
  serve: (edge) => async (request, response) => {
    mustAccept(acceptedEncodings(request.headers['accept-encoding']));
    const { actor, expiresAt: credentialsEndAt } = await admit(spec, edge, request);
    noteActor(response, actor, spec);
    const params = parsePart('params', spec.params, request.params);
    const query = parsePart('query', spec.query, request.query);
    const body = parsePart('body', spec.body, spec.body && (await edge.readBody(request, response)));
    const reply = await spec.handle({
      actor,
      params,
      query,
      body,
      requestId: requestIdOf(response),
      credentialsEndAt,
      addressOf: () => addressOf(request),
    });
    await send(request, response, reply);
  },
});

interface StreamRoute<Auth extends RouteAuth, Params> extends RouteDescription {
  readonly auth: Auth;
  readonly params?: z.ZodType<Params>;
  readonly handler: (
    request: Request,
    response: Response,
    next: NextFunction,
    call: Pick<Call<Auth, Params, undefined, undefined>, 'actor' | 'params'> & {
      /** Checks the caller's rights once more, for an answer that takes long. @throws {ChatError} when they have ended */
      readonly admitAgain: () => Promise<unknown>;
    },
  ) => unknown;
}

/** A route whose handler reads the body or writes the answer itself, because it is not JSON. */
export const streamRoute = <Auth extends RouteAuth, Params = undefined>(spec: StreamRoute<Auth, Params>): Route => {
  const { handler, ...description } = spec;
  return {
    ...description,
    serve: (edge) => async (request, response, next) => {
      const { actor } = await admit(spec, edge, request);
      noteActor(response, actor, spec);
      const params = parsePart('params', spec.params, request.params);
      const admitAgain = () => admit({ auth: spec.auth }, edge, request);
      await handler(request, response, next, { actor, params, admitAgain });
    },
  };
};

interface Admitted<Auth extends RouteAuth> {
  readonly actor: ActorOf[Auth];
  readonly expiresAt: number;
}

const admit = async <Auth extends RouteAuth>(
  { auth, limit }: { readonly auth: Auth; readonly limit?: LimitName },
  edge: Edge,
  request: Request,
): Promise<Admitted<Auth>> => {
  const identity = auth === 'none' ? undefined : await edge.identify(request);
  const actor = identity?.actor;
  if (actor && !isAdmitted(actor, auth)) throw forbidden(REFUSALS[auth]);
  if (limit) await count(limit, actor, edge, request);
  // Compared above, which TypeScript does not carry over to an indexed type.
  return { actor: actor as ActorOf[Auth], expiresAt: identity?.expiresAt ?? Infinity };
};

const isAdmitted = (actor: Actor, auth: RouteAuth): boolean => {
  if (auth === 'operator') return actor.kind === 'service' || actor.isAdmin;
  return auth === 'any' || auth === actor.kind;
};

const REFUSALS: Readonly<Record<RouteAuth, string>> = {
  none: 'Nobody may do this',
  any: 'Nobody may do this',
  user: 'Only a user may do this',
  service: 'This takes the service token',
  operator: 'This takes the service token or an administrator',
};

/** The service token is not limited: its holder is a program of ours. */
const count = async (limit: LimitName, actor: Actor | undefined, edge: Edge, request: Request): Promise<void> => {
  if (actor?.kind === 'service') return;
  await edge.limit(limit, actor?.userId ?? addressOf(request));
};

const send = async (request: Request, response: Response, reply: Reply): Promise<void> => {
  const { status, body, representation, headers } = reply;
  response.status(status);
  // Answers hold tokens and private texts: no cache on the way keeps them unless a route says so.
  response.setHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (representation) await sendRepresentation(request, response, representation);
  else if (body === undefined) response.end();
  else await sendJson(request, response, body);
};
