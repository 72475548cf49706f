import type { Logger } from 'pino';
import { events, type QueryPlanEvent, type QuerySampleEvent } from '../events.js';

const DEFAULTS = { maxShapes: 200, logIntervalMs: 60_000 };

/** What is known of the calls of one shape. */
export interface ObservedShape {
  readonly collection: string;
  readonly operation: string;
  /** Fields and operators, never values. */
  readonly shape: string;
  /** Calls that were looked at: all slow ones, within a bound a second, and some of the others. */
  readonly sampled: number;
  readonly slow: number;
  /** Of those that were looked at. */
  readonly meanSeconds: number;
  readonly maxSeconds: number;
  /** Milliseconds since the epoch. */
  readonly lastSeenAt: number;
  /** As the server explained one of them; missing until then. */
  readonly plan?: QueryPlanEvent['plan'];
}

interface Entry {
  readonly collection: string;
  readonly operation: string;
  readonly shape: string;
  sampled: number;
  slow: number;
  totalSeconds: number;
  maxSeconds: number;
  lastSeenAt: number;
  loggedAt: number;
  plan?: QueryPlanEvent['plan'];
}

interface QueryShapesOptions {
  readonly log: Logger;
  /** Shapes that are kept; who was seen longest ago makes room. */
  readonly maxShapes?: number;
}

/**
 * The shapes of queries that were slow, and of some of the others, with how the database runs them: what advice on
 * indexes is made from. Slow ones are logged, each shape once a minute.
 */
export class QueryShapes {
  readonly #options: QueryShapesOptions & typeof DEFAULTS;
  /** Who was seen longest ago comes first. */
  readonly #entries = new Map<string, Entry>();
  readonly #stops: readonly (() => void)[];

  constructor(options: QueryShapesOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#stops = [events.querySample.subscribe(this.#onSample), events.queryPlan.subscribe(this.#onPlan)];
  }

  /** The slowest first, by all the time that they took. */
  list(): ObservedShape[] {
    return [...this.#entries.values()].sort((a, b) => b.totalSeconds - a.totalSeconds).map(toObserved);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  readonly #onSample = (sample: QuerySampleEvent): void => {
    const key = keyOf(sample);
    const entry = this.#entries.get(key) ?? newEntry(sample);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    entry.sampled++;
    entry.totalSeconds += sample.durationSeconds;
    entry.maxSeconds = Math.max(entry.maxSeconds, sample.durationSeconds);
    entry.lastSeenAt = Date.now();
    if (sample.isSlow) this.#noteSlow(entry, sample.durationSeconds);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#options.maxShapes && oldest !== undefined) this.#entries.delete(oldest);
  };

  readonly #onPlan = (event: QueryPlanEvent): void => {
    const entry = this.#entries.get(keyOf(event));
    if (entry) entry.plan = event.plan;
  };

  #noteSlow(entry: Entry, durationSeconds: number): void {
    entry.slow++;
    const now = performance.now();
    if (now - entry.loggedAt < this.#options.logIntervalMs) return;
    entry.loggedAt = now;
    const { collection, operation, shape, slow, plan } = entry;
    this.#options.log.warn({ collection, operation, shape, durationSeconds, slow, plan }, 'a query was slow');
  }
}

const keyOf = ({ collection, operation, shape }: QuerySampleEvent | QueryPlanEvent): string =>
  `${operation} ${collection} ${shape}`;

const newEntry = ({ collection, operation, shape }: QuerySampleEvent): Entry => ({
  collection,
  operation,
  shape,
  sampled: 0,
  slow: 0,
  totalSeconds: 0,
  maxSeconds: 0,
  lastSeenAt: 0,
  loggedAt: -Infinity,
});

const toObserved = (entry: Entry): ObservedShape => {
  const { collection, operation, shape, sampled, slow, totalSeconds, maxSeconds, lastSeenAt, plan } = entry;
  const times = { meanSeconds: totalSeconds / sampled, maxSeconds, lastSeenAt };
  return { collection, operation, shape, sampled, slow, ...times, ...(plan === undefined ? {} : { plan }) };
};
