import type { RequestHandler } from 'express';

type Header = readonly [name: string, value: string];

/** Headers that pages may read, beside those that the standard lets them. */
const EXPOSED = 'X-Request-Id, Retry-After, Content-Disposition, Content-Range, ETag, Cache-Status';

const PREFLIGHT_SECONDS = 600;

/**
 * What an answer to a page of one of these origins carries, and one to anybody else. Without origins, no CORS header is
 * ever sent.
 * @param origins as browsers write them, such as `https://chat.example`
 */
export const corsHeaders = (origins: readonly string[]) => {
  // Also on answers to others: a cache must not hand this page's headers to that one.
  const others: readonly Header[] = origins.length > 0 ? [['Vary', 'Origin']] : [];
  const byOrigin = new Map(
    origins.map((origin): [string, readonly Header[]] => [
      origin,
      [...others, ['Access-Control-Allow-Origin', origin], ['Access-Control-Expose-Headers', EXPOSED]],
    ]),
  );
  return { byOrigin, others };
};

/**
 * Lets pages of exactly these origins call the API from a browser. Credentials stay closed: tokens travel in a header
 * that the page sets itself.
 * @param origins as `corsHeaders` takes them
 */
export const cors = (origins: readonly string[]): RequestHandler => {
  const { byOrigin, others } = corsHeaders(origins);
  return (request, response, next) => {
    const allowed = byOrigin.get(request.headers.origin ?? '');
    for (const [name, value] of allowed ?? others) response.setHeader(name, value);
    if (!allowed || request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, If-None-Match, If-Range, Range, X-Request-Id',
    );
    response.setHeader('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
    response.status(204).end();
  };
};
