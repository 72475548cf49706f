import type { Answer, RouteDescription } from '../route.js';
import { refusal } from '../resources.js';

/** Refusals that follow from what a route is, by status. */
const standard: Readonly<Record<number, { description: string; isOf: (route: RouteDescription) => boolean }>> = {
  400: {
    description: 'A part of the request does not fit, or the request cannot be read at all; "errors" names the fields',
    isOf: (route) => hasBody(route) || route.query !== undefined || route.path.includes(':'),
  },
  401: {
    description: 'The token is missing, malformed or expired',
    isOf: (route) => route.auth !== 'none',
  },
  403: {
    description: 'The token is of another kind than this call takes',
    isOf: (route) => ['user', 'service', 'operator'].includes(route.auth),
  },
  406: {
    description: 'Accept-Encoding leaves none of br, gzip and identity',
    isOf: (route) => isOfApi(route),
  },
  413: { description: 'The body is too large', isOf: (route) => hasBody(route) },
  415: { description: 'The type or the encoding of the body is none that is taken', isOf: (route) => hasBody(route) },
  429: { description: 'Too many requests: wait as long as "Retry-After" says', isOf: (route) => isOfApi(route) },
  500: { description: 'A fault of the server; "requestId" finds it in the log', isOf: () => true },
  503: { description: 'The store cannot answer now: trying again later is safe', isOf: (route) => isOfApi(route) },
};

const hasBody = (route: RouteDescription): boolean => route.body !== undefined || route.form !== undefined;

/** Not what only watches the service or shows its document: that asks no store, and no limit holds for it. */
const isOfApi = (route: RouteDescription): boolean => !['none', 'service'].includes(route.auth) || hasBody(route);

/** Everything a route may answer, by status: what it declares, and the refusals that follow from its kind. */
export const answersOf = (route: RouteDescription): Record<number, Answer> => {
  const implied = Object.entries(standard)
    .filter(([, { isOf }]) => isOf(route))
    .map(([status, { description }]) => [status, refusal(description)] as const);
  // Numbers as keys come in ascending order.
  return { ...Object.fromEntries(implied), ...route.answers };
};
