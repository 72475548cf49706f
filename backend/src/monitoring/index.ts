import { baseEdges, bucketEdges, type Objectives } from '@chatwatch/objectives';
import { createTelemetry, type ErrorReporter, type Telemetry } from '@chatwatch/telemetry';
import { CloseCode } from '@chatwatch/client';
import type { Logger } from 'pino';
import { events } from '../events.js';
import { boundsOn } from './bounds.js';
import { buildInfo } from './build-info.js';
import { observeBus } from './bus-metrics.js';
import { observeCache } from './cache-metrics.js';
import { observeChat } from './chat-metrics.js';
import { watchDescriptors } from './descriptors.js';
import { observeConsoles } from './console-metrics.js';
import { observeFaults } from './faults.js';
import { observeFiles } from './file-metrics.js';
import { observeMongoPool } from './mongo-pool-metrics.js';
import { observePresence } from './presence-metrics.js';
import { observeRedis } from './redis-metrics.js';
import { QueryShapes } from './query-shapes.js';
import { observeSlowOperations } from './slow-operations.js';
import { observeVitals } from './vitals-metrics.js';

/** Operations and collections of the store: closed sets, as their product is a number of series. */
const OPERATIONS = ['insert', 'update', 'delete', 'find', 'count'];
const COLLECTIONS = ['messages', 'users', 'channels', 'members', 'tickets', 'files', 'samples', 'nodes'];

export interface MonitoringOptions {
  readonly objectives: Objectives;
  /** Whose file system is measured. */
  readonly dataDir: string;
  /** Of the build, where it is known from outside. */
  readonly commit: string | undefined;
  readonly log: Logger;
  /** Told of failures and slow operations; nobody when left out. */
  readonly reporter?: ErrorReporter | undefined;
}

/** Metrics, and what is kept beside them. */
export interface Monitoring extends Telemetry {
  readonly queryShapes: Pick<QueryShapes, 'list'>;
}

/** Everything that measures the service: HTTP, sockets, store, runtime, and chat's own stages. */
export const startMonitoring = (options: MonitoringOptions): Monitoring => {
  const { objectives, log } = options;
  const telemetry = createTelemetry({
    prefix: 'chat_',
    build: buildInfo(options.commit),
    database: { operation: OPERATIONS, collection: COLLECTIONS },
    closeCodes: Object.values(CloseCode),
    runtime: { directory: options.dataDir },
    edges: {
      http_request_duration_seconds: bucketEdges(objectives, 'http_request_duration_seconds', baseEdges.httpSeconds),
      http_response_size_bytes: bucketEdges(objectives, 'http_response_size_bytes', baseEdges.bytes),
      database_query_duration_seconds: bucketEdges(
        objectives,
        'database_query_duration_seconds',
        baseEdges.databaseSeconds,
      ),
    },
    slowRequests: {
      overSeconds: boundsOn(objectives, 'http_request_duration_seconds').lowestSeconds,
      onSlow: (request) => {
        events.slowRequest.publish(request);
      },
    },
    onError: (error) => {
      log.warn({ err: error }, 'a metric could not be collected');
    },
  });
  telemetry.observeQueries(events.query.name);
  const stops = [
    observeChat(telemetry, objectives),
    observeCache(telemetry),
    observeBus(telemetry),
    observeFiles(telemetry, objectives),
    observeVitals(telemetry, objectives),
    observeConsoles(telemetry),
    observeMongoPool(telemetry),
    observePresence(telemetry),
    observeRedis(telemetry),
    observeFaults(telemetry, options.reporter),
    observeSlowOperations(telemetry, objectives, options.reporter),
    watchDescriptors(log),
  ];
  const queryShapes = new QueryShapes({ log });
  return {
    ...telemetry,
    queryShapes,
    close: () => {
      queryShapes.close();
      for (const stop of stops) stop();
      telemetry.close();
    },
  };
};
