import type { ServerResponse } from 'node:http';
import type { HttpMetrics } from '../declarations.js';
import type { HistogramChild } from '../instruments/histogram-child.js';
import type { CounterChild } from '../instruments/hot-counter.js';
import { LabelPairs } from '../instruments/label-pairs.js';
import type { LabelDeclaration } from '../instruments/label-set.js';
import { httpMethods, statusCodes } from '../labels.js';
import { UNMATCHED, type RoutedRequest } from './route-template.js';

// Above every status that is a label.
const statusEnd = 600;

/** A finished request, as `observeRequest` takes it. */
export interface ObservedRequest {
  /** In upper case, `GET`; an unusual one is recorded as `other`. */
  readonly method: string;
  /** The route's template, `/users/:id`, never the path that was asked for. */
  readonly route: string;
  readonly statusCode: number;
  readonly durationSeconds: number;
  /** Bytes of the response as sent. */
  readonly sizeBytes: number;
  /** Kept as an example of its duration bucket. */
  readonly requestId?: string | undefined;
}

/** Whom to tell of slow requests. */
export interface SlowRequests {
  /** A request that took exactly as long is not slow. */
  readonly overSeconds: number;
  readonly onSlow: (request: ObservedRequest) => void;
}

/** Reads the id under which a request is found in the logs. */
export type RequestIdReader = (request: RoutedRequest, response: ServerResponse) => string | undefined;

interface Endpoint {
  readonly method: string;
  readonly route: string;
  readonly duration: HistogramChild;
  readonly size: HistogramChild;
  /** By status, which indexes an array faster than a map. */
  readonly byStatus: (CounterChild | undefined)[];
}

/** Counts finished requests; a known endpoint and status cost two map look-ups and no allocation. */
export class HttpRecorder {
  readonly #metrics: HttpMetrics;
  readonly #endpoints: LabelPairs<Endpoint>;
  readonly #slow: SlowRequests;
  readonly #readId: RequestIdReader;

  constructor(metrics: HttpMetrics, routes: LabelDeclaration, slow: SlowRequests, readId: RequestIdReader) {
    this.#metrics = metrics;
    this.#slow = slow;
    this.#readId = readId;
    this.#endpoints = new LabelPairs(httpMethods, routes, (method, route) => ({
      method,
      route,
      duration: metrics.duration.child({ method, route }),
      size: metrics.size.child({ method, route }),
      byStatus: new Array<CounterChild | undefined>(statusEnd).fill(undefined),
    }));
    // At zero from the start: otherwise a service that nobody asks cannot be told from one that measures nothing.
    this.#bindStatus(this.#endpoints.at('GET', UNMATCHED), 404);
  }

  /** @param id the request's, or its response, from which it is read only when it is needed */
  record(
    method: string,
    route: string,
    statusCode: number,
    durationSeconds: number,
    sizeBytes: number,
    id: string | ServerResponse<RoutedRequest> | undefined,
  ): void {
    const endpoint = this.#endpoints.at(method, route);
    (endpoint.byStatus[statusCode] ?? this.#bindStatus(endpoint, statusCode)).inc();
    const bucket = endpoint.duration.count(durationSeconds);
    endpoint.size.count(sizeBytes);
    const wantsExemplar = endpoint.duration.wantsExemplar(bucket);
    const isSlow = durationSeconds > this.#slow.overSeconds;
    if (!wantsExemplar && !isSlow) return;
    const requestId = typeof id === 'object' ? this.#readId(id.req, id) : id;
    if (wantsExemplar && requestId !== undefined) endpoint.duration.keepExemplar(bucket, durationSeconds, requestId);
    if (isSlow) this.#slow.onSlow({ method, route, statusCode, durationSeconds, sizeBytes, requestId });
  }

  #bindStatus({ method, route, byStatus }: Endpoint, statusCode: number): CounterChild {
    const status = String(statusCode);
    const child = this.#metrics.requests.child({ method, route, status_code: status });
    if (statusCodes.includes(status)) byStatus[statusCode] = child;
    return child;
  }
}
