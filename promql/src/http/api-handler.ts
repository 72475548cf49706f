import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RuleEngine } from '../rules/rule-engine.js';
import type { Scraper } from '../scrape/scraper.js';
import type { SeriesStore } from '../store/series-store.js';
import { ApiError, apiErrorOf } from './api-error.js';
import type { ApiContext, Endpoint, QueryLimits } from './endpoint.js';
import { Parameters } from './parameters.js';
import { exemplars, instantQuery, rangeQuery } from './queries.js';
import { alerts, rules } from './rule-queries.js';
import { labelNames, labelValues, series } from './series-queries.js';
import { buildInfo, metadata, targets } from './target-queries.js';

/** What {@link apiHandler} is made of. */
export interface ApiOptions {
  readonly store: SeriesStore;
  /** Tells of targets and metrics; without it there are none. */
  readonly scraper?: Scraper;
  /** Tells of rules and alerts; without it there are none. */
  readonly rules?: RuleEngine;
  /** The time, milliseconds since 1970. */
  readonly now?: () => number;
  readonly limits?: Partial<QueryLimits>;
  /** Told of failures that are this package's own fault, which a client sees as a bare 500. */
  readonly onError?: (error: unknown) => void;
}

// 20 million samples are about a tenth of a second of work; 500,000 points about 15 MB of JSON.
const DEFAULT_LIMITS: QueryLimits = { maxSamples: 20_000_000, timeoutMs: 2000, maxPoints: 500_000 };
const MOST_BODY_BYTES = 64 * 1024;

interface Route {
  readonly path: RegExp;
  readonly takesForms: boolean;
  readonly endpoint: Endpoint;
}

const route = (path: string, endpoint: Endpoint, takesForms = false): Route => ({
  path: new RegExp(`^/api/v1/${path}$`),
  takesForms,
  endpoint,
});

const ROUTES: readonly Route[] = [
  route('query', instantQuery, true),
  route('query_range', rangeQuery, true),
  route('query_exemplars', exemplars, true),
  route('series', series, true),
  route('labels', labelNames, true),
  route('label/([^/]+)/values', labelValues),
  route('rules', rules),
  route('alerts', alerts),
  route('metadata', metadata),
  route('targets', targets),
  route('status/buildinfo', buildInfo),
];

/**
 * The part of Prometheus' HTTP API that reads, for a server of `node:http` or any that hands requests on. Below
 * `/api/v1/`; everything else is 404. It gives no CORS headers.
 *
 * @example
 * createServer(apiHandler({ store, scraper, rules })).listen(9090, '127.0.0.1');
 */
export const apiHandler = (options: ApiOptions): ((request: IncomingMessage, response: ServerResponse) => void) => {
  const { store, scraper, rules: engine, now = Date.now, onError } = options;
  const context: ApiContext = { store, scraper, rules: engine, now, limits: { ...DEFAULT_LIMITS, ...options.limits } };
  return (request, response) => {
    answer(context, request, response).catch((error: unknown) => {
      const failure = apiErrorOf(error);
      if (failure.errorType === 'internal') onError?.(error);
      if (failure.status === 413) response.setHeader('connection', 'close');
      const { status, errorType, message } = failure;
      sendJson(response, status, { status: 'error', errorType, error: message });
    });
  };
};

const answer = async (context: ApiContext, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/.exec(request.url ?? '') ?? [];
  const found = findRoute(path);
  if (!found) {
    sendText(response, 404, '404 page not found\n');
    return;
  }
  const { method } = request;
  if (method === 'OPTIONS') {
    response.writeHead(204).end();
  } else if (method === 'GET' || (method === 'POST' && found.takesForms)) {
    const form = method === 'POST' ? await formOf(request) : [];
    const parameters = new Parameters(new URLSearchParams([...form, ...new URLSearchParams(query)]));
    sendJson(response, 200, { status: 'success', data: found.endpoint(context, parameters, found.word) });
  } else {
    response.setHeader('allow', found.takesForms ? 'GET, OPTIONS, POST' : 'GET, OPTIONS');
    sendText(response, 405, 'Method Not Allowed\n');
  }
};

const findRoute = (path: string): (Route & { readonly word: string }) | undefined => {
  for (const candidate of ROUTES) {
    const match = candidate.path.exec(path);
    if (match) return { ...candidate, word: match[1] ?? '' };
  }
  return undefined;
};

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (!isForm) return new URLSearchParams();
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request) {
    // A request without an encoding gives buffers.
    const bytes = part as Buffer;
    sizeBytes += bytes.length;
    if (sizeBytes > MOST_BODY_BYTES) {
      throw new ApiError(413, 'bad_data', `error parsing form values: more than ${MOST_BODY_BYTES} bytes`);
    }
    parts.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
  response.end(JSON.stringify(body));
};

const sendText = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(text);
};
