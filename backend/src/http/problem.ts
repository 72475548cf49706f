import { STATUS_CODES } from 'node:http';
import { ErrorCode, type ProblemDetails } from '@chatwatch/client';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { badRequest, ChatError, notFound } from '../errors.js';
import { events } from '../events.js';
import { toChatError } from '../to-chat-error.js';
import { actingUserOf } from './acting-user.js';
import { requestIdOf } from './request-id.js';

export const PROBLEM_TYPE = 'application/problem+json';

const DEFAULT_RETRY_AFTER_SECONDS = 1;

/** An error as problem details (RFC 9457). `status` differs from the error's own where HTTP knows a closer one. */
export const problemOf = (error: ChatError, requestId: string, status = error.status): ProblemDetails => ({
  type: `urn:chatwatch:error:${error.code}`,
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail: error.message,
  code: error.code,
  requestId,
  ...(error.fields.length > 0 && { errors: error.fields }),
});

/** Answers every error of every route; only those that are ours to repair are logged. */
export const answerErrors =
  (log: Logger): ErrorRequestHandler =>
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express knows an error handler by its four parameters
  (thrown: unknown, request, response, _next) => {
    const error = toHttpError(thrown);
    const requestId = requestIdOf(response);
    const fields = { requestId, method: request.method, err: error.cause ?? error };
    if (error.code === ErrorCode.Internal) log.error(fields, 'request failed');
    if (error.code === ErrorCode.Unavailable) log.warn(fields, 'request could not be met');
    if (error.status >= 500) publishFault(error, request, response);
    // Half an answer is out: cutting it off is the only way left to say that it is not whole.
    if (response.headersSent) response.destroy();
    else sendProblem(response, error);
  };

const publishFault = (error: ChatError, request: Request, response: Response): void => {
  // Express types both as any: the route that matched, if one did, and what `noteActor` left.
  const { path } = (request.route ?? {}) as { path?: string };
  events.fault.publish({
    source: 'http',
    operation: `${request.method} ${path ?? 'unmatched'}`,
    error: error.cause ?? error,
    requestId: requestIdOf(response),
    route: path,
    userId: actingUserOf(response),
  });
};

const sendProblem = (response: Response, error: ChatError): void => {
  response.status(error.status);
  response.setHeader('Cache-Control', 'no-store');
  if (error.code === ErrorCode.Unauthorized) response.setHeader('WWW-Authenticate', 'Bearer');
  if (error.isRetryable) {
    response.setHeader('Retry-After', String(error.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS));
  }
  response.type(PROBLEM_TYPE).send(JSON.stringify(problemOf(error, requestIdOf(response))));
};

/** Errors of Express and its body parser by their status; their own texts may quote the request and are not shown. */
const toHttpError = (thrown: unknown): ChatError => {
  switch (clientFaultStatus(thrown)) {
    case undefined:
      return toChatError(thrown);
    case 404:
      return notFound('path');
    case 413:
      return new ChatError(ErrorCode.TooLarge, 'The body is too large');
    case 415:
      return new ChatError(ErrorCode.UnsupportedMediaType, 'The encoding or the character set of the body is unknown');
    default:
      return badRequest(
        'The request cannot be read: its path is not percent-encoded, or its body is not JSON in UTF-8',
      );
  }
};

const clientFaultStatus = (thrown: unknown): number | undefined => {
  if (!(thrown instanceof Error) || thrown instanceof ChatError || !('status' in thrown)) return undefined;
  const { status } = thrown;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
};
