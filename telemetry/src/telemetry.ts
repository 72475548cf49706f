import { Registry } from 'prom-client';
import {
  declareBuildInfo,
  declareDatabaseMetrics,
  declareHttpMetrics,
  declareScrapeMetrics,
  declareWebSocketMetrics,
} from './declarations.js';
import { Exposition } from './exposition/exposition.js';
import { createMetricsHandler, type MetricsHandler } from './exposition/metrics-handler.js';
import { createHttpMiddleware, type HttpMiddleware } from './http/http-middleware.js';
import { HttpRecorder, type ObservedRequest } from './http/http-recorder.js';
import { type AnyHotMetric, MetricSet } from './metric-set.js';
import { resolveOptions, type TelemetryOptions } from './options.js';
import { QueryRecorder } from './queries.js';
import { observeRuntime } from './runtime/index.js';
import { trackConnections, type TrackedWebSocketServer } from './websocket.js';

/** A running telemetry; from `createTelemetry`. */
export interface Telemetry {
  /** The registry that is scraped; prom-client's own metrics may be put in too. Its default labels are not written. */
  readonly registry: Registry;

  /**
   * Puts a metric of the service's own into the registry, until `close()`.
   *
   * @throws MetricDeclarationError when the name is taken.
   */
  register<M extends AnyHotMetric>(metric: M): M;

  /**
   * Express middleware that counts requests and measures their time and size. Use it first. A route is its template,
   * mount path included: `/api/users/:id`; what no route answered is `unmatched`, a lost connection has status 499.
   */
  httpMiddleware(): HttpMiddleware;

  /** Counts a request that was answered before Express saw it. */
  observeRequest(request: ObservedRequest): void;

  /** Counts a ws server's connections and close codes; returns how to stop. */
  trackWebSocketServer(server: TrackedWebSocketServer): () => void;

  /**
   * Times a query that answers with a promise; the promise given back settles alike, errors are counted.
   *
   * @example
   * const user = await telemetry.timeQuery('find', 'users', () => users.findOne({ id }));
   */
  timeQuery<T>(operation: string, collection: string, query: () => PromiseLike<T>): Promise<T>;
  /** Times a query that answers at once; what it throws is counted and thrown on. */
  timeQuery<T>(operation: string, collection: string, query: () => T): T;

  /**
   * Records queries from a diagnostics channel, so that the code that runs them need not know telemetry; returns how
   * to stop. Messages are `QueryMessage`s; others are ignored and reported once.
   *
   * @example
   * telemetry.observeQueries('store.query');
   * // elsewhere
   * diagnostics_channel.channel('store.query').publish({ operation, collection, durationSeconds, isError });
   */
  observeQueries(channelName: string): () => void;

  /**
   * These metrics as they stand, in Prometheus text; a histogram by its own name. Unlike a scrape it starts nothing: what
   * is measured from scrape to scrape shows the last scrape's value, and goes on. Names it does not have, and metrics of
   * prom-client's own, are left out.
   */
  peek(names: Iterable<string>): string;

  /** Answers scrapes in Prometheus text or OpenMetrics, whichever the Accept header prefers. */
  metricsHandler(): MetricsHandler;

  /** Stops every observer and takes the metrics out of the registry. May be called twice. */
  close(): void;
}

/**
 * Sets up the metrics of an Express and ws service.
 *
 * @throws MetricDeclarationError when an option makes a metric invalid, such as bucket edges that do not ascend.
 * @example
 * const telemetry = createTelemetry({ prefix: 'shop_', build: { version: '1.4.0', commit: 'a1b2c3d' } });
 * app.use(telemetry.httpMiddleware());
 * app.get('/metrics', telemetry.metricsHandler());
 * telemetry.trackWebSocketServer(new WebSocketServer({ server }));
 */
export function createTelemetry(options: TelemetryOptions = {}): Telemetry {
  const { prefix, edges, routes, slowRequests, database, closeCodes, build, runtime, onError, readRequestId } =
    resolveOptions(options);
  const registry = options.registry ?? new Registry();
  const metrics = new MetricSet(registry);
  const stops = new Set<() => void>();

  const http = registerAll(metrics, declareHttpMetrics(routes, edges));
  const webSocket = registerAll(metrics, declareWebSocketMetrics(prefix, closeCodes));
  const queries = new QueryRecorder(registerAll(metrics, declareDatabaseMetrics(database, edges)), database);
  const requests = new HttpRecorder(http, routes, slowRequests, readRequestId);
  metrics
    .register(declareBuildInfo(prefix))
    .child({ ...build, node_version: process.version })
    .set(1);
  const exposition = new Exposition(registry, registerAll(metrics, declareScrapeMetrics(prefix)), onError);
  // Last, so that nothing runs yet when a metric above is refused.
  if (runtime !== false) stops.add(observeRuntime(metrics, runtime, edges));

  const stoppable = (stop: () => void): (() => void) => {
    stops.add(stop);
    return () => {
      if (stops.delete(stop)) stop();
    };
  };
  return {
    registry,
    register: (metric) => metrics.register(metric),
    httpMiddleware: () => createHttpMiddleware(requests, http.inFlight.child()),
    observeRequest: ({ method, route, statusCode, durationSeconds, sizeBytes, requestId }) => {
      requests.record(method, route, statusCode, durationSeconds, sizeBytes, requestId);
    },
    trackWebSocketServer: (server) => stoppable(trackConnections(server, webSocket, closeCodes)),
    // Its two signatures have one implementation, which an arrow function's type cannot say.
    timeQuery: ((operation: string, collection: string, query: () => unknown) =>
      queries.time(operation, collection, query)) as Telemetry['timeQuery'],
    observeQueries: (channelName) => stoppable(queries.observe(channelName, onError)),
    peek: (names) => exposition.peek(names),
    metricsHandler: () => createMetricsHandler(exposition, onError),
    close: () => {
      for (const stop of stops) stop();
      stops.clear();
      metrics.close();
    },
  };
}

function registerAll<T extends Readonly<Record<string, AnyHotMetric>>>(metrics: MetricSet, declared: T): T {
  for (const metric of Object.values(declared)) metrics.register(metric);
  return declared;
}
