import type { Document } from 'mongodb';
import { events } from '../../../events.js';
import { explainable } from './explainable.js';
import { planOf } from './plan.js';
import type { QueryShape } from './shape.js';

const DEFAULTS = { intervalMs: 5_000, againAfterMs: 600_000, maxWaiting: 50, maxShapes: 500, maxTimeMs: 1_000 };

export interface ExplainerOptions {
  /** Sends a command with a deadline. */
  readonly run: (command: Document) => Promise<Document>;
  /** Between two commands. */
  readonly intervalMs?: number;
  /** How old a shape's plan has to be to be asked for again. */
  readonly againAfterMs?: number;
}

/**
 * Asks the server for the plans of shapes, in the background: one command an interval, as an explanation runs the query
 * again. Commands wait with their values, which go no further than back to the server.
 */
export class Explainer {
  readonly #options: ExplainerOptions & typeof DEFAULTS;
  readonly #waiting = new Map<string, { readonly shape: QueryShape; readonly command: Document }>();
  /** When each shape was asked for last, the oldest first. */
  readonly #askedAt = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #isClosed = false;

  constructor(options: ExplainerOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** A call of a shape; its plan is published where it is not known yet, or has become old. */
  offer(shape: QueryShape, command: Document): void {
    const { maxWaiting, maxTimeMs, againAfterMs, intervalMs } = this.#options;
    const key = keyOf(shape);
    const askedAt = this.#askedAt.get(key);
    if (this.#isClosed || this.#waiting.has(key) || this.#waiting.size >= maxWaiting) return;
    if (askedAt !== undefined && performance.now() - askedAt < againAfterMs) return;
    const explain = explainable(command, maxTimeMs);
    if (explain === undefined) return;
    this.#waiting.set(key, { shape, command: explain });
    this.#timer ??= setInterval(this.#tick, intervalMs).unref();
  }

  /** Asks no more. What is under way ends with the connection, and is not waited for. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  readonly #tick = (): void => {
    if (this.#isAsking) return;
    const [next] = this.#waiting;
    if (next === undefined) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    const [key, { shape, command }] = next;
    this.#waiting.delete(key);
    this.#noteAsked(key);
    void this.#ask(shape, command);
  };

  /** A plan that is not to be had now is asked for with a later call of the shape. */
  async #ask(shape: QueryShape, command: Document): Promise<void> {
    this.#isAsking = true;
    try {
      events.queryPlan.publish({ ...shape, plan: planOf(await this.#options.run(command)) });
    } catch {
      this.#askedAt.delete(keyOf(shape));
    } finally {
      this.#isAsking = false;
    }
  }

  #noteAsked(key: string): void {
    this.#askedAt.delete(key);
    this.#askedAt.set(key, performance.now());
    const [oldest] = this.#askedAt.keys();
    if (this.#askedAt.size > this.#options.maxShapes && oldest !== undefined) this.#askedAt.delete(oldest);
  }
}

const keyOf = ({ collection, operation, shape }: QueryShape): string => `${operation} ${collection} ${shape}`;
