import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import type { DatabaseLabels, declareDatabaseMetrics } from './declarations.js';
import { QueryMessageError } from './errors.js';
import type { HistogramChild } from './instruments/histogram-child.js';
import type { CounterChild } from './instruments/hot-counter.js';
import { LabelPairs } from './instruments/label-pairs.js';

/** What observed code publishes on its diagnostics channel when a query has ended. */
export interface QueryMessage {
  readonly operation: string;
  readonly collection: string;
  readonly durationSeconds: number;
  readonly isError: boolean;
}

interface QueryChildren {
  readonly duration: HistogramChild;
  readonly errors: CounterChild;
}

/** Counts queries by operation and collection. */
export class QueryRecorder {
  readonly #children: LabelPairs<QueryChildren>;

  constructor(metrics: ReturnType<typeof declareDatabaseMetrics>, labels: DatabaseLabels) {
    this.#children = new LabelPairs(labels.operation, labels.collection, (operation, collection) => ({
      duration: metrics.duration.child({ operation, collection }),
      errors: metrics.errors.child({ operation, collection }),
    }));
  }

  record(operation: string, collection: string, durationSeconds: number, isError: boolean): void {
    const { duration, errors } = this.#children.at(operation, collection);
    duration.observe(durationSeconds);
    if (isError) errors.inc();
  }

  /** Runs a query and records it; gives what it gives and throws what it throws. */
  time<T>(operation: string, collection: string, query: () => T): T | Promise<Awaited<T>> {
    const startMs = performance.now();
    const end = (isError: boolean): void => {
      this.record(operation, collection, (performance.now() - startMs) / 1_000, isError);
    };
    let result: T;
    try {
      result = query();
    } catch (error) {
      end(true);
      throw error;
    }
    if (!isThenable(result)) {
      end(false);
      return result;
    }
    // Query builders run on then(), so theirs is called once and its outcome handed on.
    return Promise.resolve(result).then(
      (value) => {
        end(false);
        return value;
      },
      (error: unknown) => {
        end(true);
        throw error;
      },
    );
  }

  /** Records what is published on a channel; returns how to stop. */
  observe(channelName: string, onError: (error: Error) => void): () => void {
    let hasReported = false;
    const onMessage = (message: unknown): void => {
      if (isQueryMessage(message)) {
        this.record(message.operation, message.collection, message.durationSeconds, message.isError);
      } else if (!hasReported) {
        hasReported = true;
        onError(new QueryMessageError(channelName));
      }
    };
    subscribe(channelName, onMessage);
    return () => {
      unsubscribe(channelName, onMessage);
    };
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function isQueryMessage(message: unknown): message is QueryMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { operation, collection, durationSeconds, isError } = message as Partial<QueryMessage>;
  return (
    typeof operation === 'string' &&
    typeof collection === 'string' &&
    typeof durationSeconds === 'number' &&
    typeof isError === 'boolean'
  );
}
