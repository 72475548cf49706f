import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { badRequest } from '../errors.js';

/** Refuses a request that does not say once which host it is for (RFC 9112, 3.2). */
export const requireHost: RequestHandler = (request, _response, next) => {
  const fault = hostFaultOf(request);
  if (fault !== undefined) throw badRequest(fault);
  next();
};

/**
 * What is wrong with a request's Host, undefined where nothing is. Node would refuse a missing one as well, but without
 * a request id; of two it takes the first.
 */
export const hostFaultOf = ({ headers, httpVersion, rawHeaders }: IncomingMessage): string | undefined => {
  if (headers.host === undefined && httpVersion === '1.1') return 'The Host header is missing';
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') count++;
  }
  return count > 1 ? 'There is more than one Host header' : undefined;
};
