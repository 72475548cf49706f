import http from 'k6/http';
import type { RefinedResponse, RequestBody } from 'k6/http';
import { metrics } from '../metrics.ts';
import { judge } from '../promises/promises.ts';
import { operations, pathOf, type Operation } from './operations.ts';

// A 4xx is our own mistake, which checks find; a fault of the service is a 5xx, or no answer at all.
http.setResponseCallback(http.expectedStatuses({ min: 200, max: 499 }));

type Response = RefinedResponse<'text'>;

interface Call {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form, with its files. */
  readonly form?: RequestBody;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API as one user, or as nobody. Never blocks: a VU's socket goes on being read while it waits. */
export class Rest {
  readonly #baseUrl: string;
  readonly #token: string | undefined;

  constructor(baseUrl: string, token?: string) {
    this.#baseUrl = baseUrl;
    this.#token = token;
  }

  /** Calls an operation and has the answer judged by the promises about answers. */
  async call(operation: Operation, call: Call = {}): Promise<Response> {
    const response = await this.callUnjudged(operation, call);
    const [method, route] = operations[operation];
    const bytes = wireBytes(response);
    metrics.responseDuration.add(response.timings.duration);
    metrics.responseBytes.add(bytes);
    judge.answer({ route, method, status: response.status, durationMs: response.timings.duration, bytes });
    return response;
  }

  /** The same for a run's own ends: its figures count as k6's alone. */
  async callUnjudged(
    operation: Operation,
    { path = {}, query = {}, json, form, headers = {} }: Call = {},
  ): Promise<Response> {
    const [method, route] = operations[operation];
    const body = json === undefined ? (form ?? null) : JSON.stringify(json);
    return http.asyncRequest(method, `${this.#baseUrl}${pathOf(route, path, query)}`, body, {
      responseType: 'text',
      timeout: '30s',
      // The id, as addresses hold ids of channels and people, each of which would be a series of its own.
      tags: { name: operation },
      headers: {
        'Accept-Encoding': 'br, gzip',
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(this.#token !== undefined && { Authorization: `Bearer ${this.#token}` }),
        ...headers,
      },
    });
  }
}

/** k6 unpacks bodies; only the header still knows how long one was. Without it, what was unpacked is the most it can be. */
function wireBytes({ headers, body }: { readonly headers: Response['headers']; readonly body: unknown }): number {
  const told = headers['Content-Length'];
  if (told !== undefined) return Number(told);
  // Its type leaves out that an answer may have none.
  return typeof body === 'string' ? body.length : 0;
}
