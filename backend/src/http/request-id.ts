import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';

/** Names one request in its answer and in the log. */
export const REQUEST_ID_HEADER = 'X-Request-Id';

/** What a caller may choose itself: nothing that could forge a log line or break a header. */
const ACCEPTED = /^[A-Za-z0-9_-]{1,64}$/;

/** Puts the caller's request id on the answer, or one of our own. */
export const giveRequestId: RequestHandler = (request, response, next) => {
  response.setHeader(REQUEST_ID_HEADER, nameRequest(request));
  next();
};

/**
 * Gives a request its id: its own, where that may be taken, or a new one. It stays on the request, where telemetry finds
 * what to show as the example of a duration.
 */
export const nameRequest = (request: IncomingMessage & { id?: string }): string => {
  const given = request.headers['x-request-id'];
  return (request.id = typeof given === 'string' && ACCEPTED.test(given) ? given : newRequestId());
};

export const newRequestId = (): string => randomUUID();

/** The id that `giveRequestId` put on the answer. */
export const requestIdOf = (response: Response): string => String(response.getHeader(REQUEST_ID_HEADER));
