import type { IncomingMessage } from 'node:http';

/** The credentials of RFC 6750. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The token of an `Authorization: Bearer` header, undefined where there is none or it is malformed. */
export const bearerTokenOf = (request: IncomingMessage): string | undefined =>
  BEARER.exec(request.headers.authorization ?? '')?.[1];
