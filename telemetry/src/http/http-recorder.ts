import type { HttpMetrics } from '../declarations.js';
import type { HistogramChild } from '../instruments/histogram-child.js';
import type { CounterChild } from '../instruments/hot-counter.js';
import { LabelPairs } from '../instruments/label-pairs.js';
import type { LabelDeclaration } from '../instruments/label-set.js';
import { httpMethods, statusCodes } from '../labels.js';

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

interface Endpoint {
  readonly method: string;
  readonly route: string;
  readonly duration: HistogramChild;
  readonly size: HistogramChild;
  readonly byStatus: Map<number, CounterChild>;
}

/** Counts finished requests; a known endpoint and status cost three map look-ups and no allocation. */
export class HttpRecorder {
  readonly #metrics: HttpMetrics;
  readonly #endpoints: LabelPairs<Endpoint>;
  readonly #slow: SlowRequests;

  constructor(metrics: HttpMetrics, routes: LabelDeclaration, slow: SlowRequests) {
    this.#metrics = metrics;
    this.#slow = slow;
    this.#endpoints = new LabelPairs(httpMethods, routes, (method, route) => ({
      method,
      route,
      duration: metrics.duration.child({ method, route }),
      size: metrics.size.child({ method, route }),
      byStatus: new Map(),
    }));
  }

  record(
    method: string,
    route: string,
    statusCode: number,
    durationSeconds: number,
    sizeBytes: number,
    requestId: string | undefined,
  ): void {
    const endpoint = this.#endpoints.at(method, route);
    (endpoint.byStatus.get(statusCode) ?? this.#bindStatus(endpoint, statusCode)).inc();
    endpoint.duration.observe(durationSeconds, requestId);
    endpoint.size.observe(sizeBytes);
    if (durationSeconds > this.#slow.overSeconds) {
      this.#slow.onSlow({ method, route, statusCode, durationSeconds, sizeBytes, requestId });
    }
  }

  #bindStatus({ method, route, byStatus }: Endpoint, statusCode: number): CounterChild {
    const status = String(statusCode);
    const child = this.#metrics.requests.child({ method, route, status_code: status });
    if (statusCodes.includes(status)) byStatus.set(statusCode, child);
    return child;
  }
}
