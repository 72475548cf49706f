import type { Objectives } from '@chatwatch/objectives';
import { type ErrorReporter, HotCounter, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';
import { boundsOn } from './bounds.js';

type Kind = 'request' | 'query' | 'fanout' | 'delivery';

/** Counts and reports one slow operation, or several of which the worst is reported. */
type Note = (kind: Kind, operation: string, worstSeconds: number, boundSeconds: number, count?: number) => void;

/**
 * Counts what takes longer than the objectives allow, and reports it with its name.
 * @param reporter told of slow operations, sampled by it; nobody when left out
 * @returns a function that stops listening
 */
export const observeSlowOperations = (
  telemetry: Telemetry,
  objectives: Objectives,
  reporter?: ErrorReporter,
): (() => void) => {
  const slow = telemetry.register(
    new HotCounter({
      name: 'chat_slow_operations_total',
      help: 'Requests, queries and deliveries that took longer than the bound of an objective about them.',
      labels: { kind: ['request', 'query', 'fanout', 'delivery'] },
      startsAtZero: true,
    }),
  );
  const note: Note = (kind, operation, worstSeconds, boundSeconds, count = 1) => {
    slow.child({ kind }).inc(count);
    reporter?.capturePerformanceIssue(operation, worstSeconds * 1_000, boundSeconds * 1_000);
  };
  const stops = [...observeRequests(objectives, note), ...observeDeliveries(objectives, note)];
  return () => {
    for (const stop of stops) stop();
  };
};

const observeRequests = (objectives: Objectives, note: Note): (() => void)[] => {
  const requestBounds = boundsOn(objectives, 'http_request_duration_seconds');
  const queryBounds = boundsOn(objectives, 'database_query_duration_seconds');
  return [
    events.slowRequest.subscribe(({ method, route, durationSeconds }) => {
      const bound = requestBounds.secondsFor({ method, route });
      if (durationSeconds > bound) note('request', `${method} ${route}`, durationSeconds, bound);
    }),
    events.query.subscribe(({ operation, collection, durationSeconds }) => {
      if (durationSeconds <= queryBounds.lowestSeconds) return;
      const bound = queryBounds.secondsFor({ operation, collection });
      if (durationSeconds > bound) note('query', `${operation} ${collection}`, durationSeconds, bound);
    }),
  ];
};

/** The promise is about the whole way to a reader, so what exceeds it on the way here exceeds it for sure. */
const observeDeliveries = (objectives: Objectives, note: Note): (() => void)[] => {
  const bound = boundsOn(objectives, 'chat_delivery_seconds').secondsFor({ stage: 'client' });
  return [
    events.deliveryPass.subscribe(({ publishedAt, endedAt }) => {
      const seconds = publishedAt.map((startedAt) => (endedAt - startedAt) / 1_000);
      noteWorst('fanout', 'fan-out of a message', seconds);
    }),
    events.receipts.subscribe(({ deliverySeconds }) => {
      noteWorst('delivery', 'delivery of a message', deliverySeconds);
    }),
  ];

  function noteWorst(kind: Kind, operation: string, seconds: readonly number[]): void {
    let worst = bound;
    let count = 0;
    for (const each of seconds) {
      if (each <= bound) continue;
      count++;
      worst = Math.max(worst, each);
    }
    if (count > 0) note(kind, operation, worst, bound, count);
  }
};
