import type { Registry } from 'prom-client';
import type { DatabaseLabels, EdgesByMetric } from './declarations.js';
import type { RequestIdReader, SlowRequests } from './http/http-recorder.js';
import { type RoutedRequest, UNMATCHED } from './http/route-template.js';
import type { LabelDeclaration } from './instruments/label-set.js';
import { standardCloseCodes } from './labels.js';
import type { RuntimeOptions } from './runtime/index.js';

/** Options of `createTelemetry`; all have defaults. */
export interface TelemetryOptions {
  /** Stands before the names of the service's own metrics (`build_info`, `metrics_*`, `websocket_closes_total`). */
  readonly prefix?: string;
  /** What runs; `unknown` by default. */
  readonly build?: { readonly version: string; readonly commit: string };
  /** Where the metrics go; a registry of its own by default. */
  readonly registry?: Registry;
  /** Bucket edges by histogram, in its unit. */
  readonly edges?: EdgesByMetric;
  /**
   * The route templates of the service, or how many to allow; the first 100 by default, the rest is `other`. A mount
   * path with a parameter appears as it was asked for, so a service that has one should list its routes.
   */
  readonly routes?: LabelDeclaration;
  /** The id that exemplars show; `request.id` by default, where pino-http and others put it. */
  readonly requestId?: RequestIdReader;
  /** Told of each request that took longer than a bound; of none by default. */
  readonly slowRequests?: SlowRequests;
  /** Values of the database labels; the first 20 operations and 50 collections by default. */
  readonly database?: Partial<DatabaseLabels>;
  /** WebSocket close codes of the service's own, 4000 to 4999; the standard ones are known. */
  readonly closeCodes?: readonly number[];
  /** What of the process is measured; false for nothing. */
  readonly runtime?: RuntimeOptions | false;
  /** Told of what fails in the background, such as a metric that cannot be collected; a process warning by default. */
  readonly onError?: (error: Error) => void;
}

/** The options with every default filled in, in the shapes that the parts take. */
export interface ResolvedOptions {
  readonly prefix: string;
  readonly build: { readonly version: string; readonly commit: string };
  readonly edges: EdgesByMetric;
  readonly routes: LabelDeclaration;
  readonly slowRequests: SlowRequests;
  readonly database: DatabaseLabels;
  readonly closeCodes: readonly number[];
  readonly runtime: RuntimeOptions | false;
  readonly readRequestId: RequestIdReader;
  readonly onError: (error: Error) => void;
}

/** Fills in the defaults. */
export function resolveOptions(options: TelemetryOptions): ResolvedOptions {
  const { version = 'unknown', commit = 'unknown' } = options.build ?? {};
  return {
    prefix: options.prefix ?? '',
    build: { version, commit },
    edges: options.edges ?? {},
    routes: withUnmatched(options.routes ?? { max: 100 }),
    slowRequests: options.slowRequests ?? { overSeconds: Infinity, onSlow: () => undefined },
    database: { operation: { max: 20 }, collection: { max: 50 }, ...options.database },
    closeCodes: [...new Set([...standardCloseCodes, ...(options.closeCodes ?? [])])],
    runtime: options.runtime ?? {},
    readRequestId: options.requestId ?? readId,
    onError:
      options.onError ??
      ((error) => {
        process.emitWarning(error);
      }),
  };
}

function withUnmatched(routes: LabelDeclaration): LabelDeclaration {
  if (!('max' in routes)) return [...new Set([...routes, UNMATCHED])];
  return { max: routes.max, known: [...new Set([...(routes.known ?? []), UNMATCHED])] };
}

function readId(request: RoutedRequest): string | undefined {
  const { id } = request as { id?: unknown };
  return typeof id === 'string' ? id : undefined;
}
