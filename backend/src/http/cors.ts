import type { RequestHandler } from 'express';

/** Headers that pages may read, beside those that the standard lets them. */
const EXPOSED = 'X-Request-Id, Retry-After, Content-Disposition, Content-Range, ETag';

const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of exactly these origins call the API from a browser; without any, no CORS header is ever sent.
 * Credentials stay closed: tokens travel in a header that the page sets itself.
 * @param origins as browsers write them, such as `https://chat.example`
 */
export const cors = (origins: readonly string[]): RequestHandler => {
  const allowed = new Set(origins);
  return (request, response, next) => {
    if (allowed.size === 0) {
      next();
      return;
    }
    // Also on answers to others: a cache must not hand this page's headers to that one.
    response.vary('Origin');
    const { origin } = request.headers;
    if (origin === undefined || !allowed.has(origin)) {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
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
