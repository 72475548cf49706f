import type { Condition, Criterion, LoadPromise } from './promise.ts';

/** An answer of the API, with the labels that the service counts it under. */
export interface Answer {
  /** As declared, with placeholders: `/api/channels/:channelId`. */
  readonly route: string;
  readonly method: string;
  /** 0: there was none. */
  readonly status: number;
  readonly durationMs: number;
  /** Of the body, on the wire. */
  readonly bytes: number;
}

/** A log entry that was meant for a reader. */
export type Delivery =
  | { readonly hasArrived: false }
  /** Undefined: what came does not tell when it was sent. */
  | { readonly hasArrived: true; readonly durationMs: number | undefined };

/** Judges every event of a run by the promises that speak of it, and tells which were kept. */
export class Judge {
  readonly #promises: readonly LoadPromise[];
  readonly #tell: (objective: string, isKept: boolean) => void;

  constructor(promises: readonly LoadPromise[], tell: (objective: string, isKept: boolean) => void) {
    this.#promises = promises;
    this.#tell = tell;
  }

  answer(answer: Answer): void {
    for (const { objective, criterion } of this.#promises) {
      const isKept = judgeAnswer(criterion, answer);
      if (isKept !== undefined) this.#tell(objective, isKept);
    }
  }

  delivery(delivery: Delivery): void {
    for (const { objective, criterion } of this.#promises) {
      const isKept = judgeDelivery(criterion, delivery);
      if (isKept !== undefined) this.#tell(objective, isKept);
    }
  }
}

/** Undefined: the promise says nothing about it. */
function judgeAnswer(criterion: Criterion, answer: Answer): boolean | undefined {
  if (criterion.of === 'delivery_ms' || criterion.of === 'deliveries') return undefined;
  const labels = { route: answer.route, method: answer.method, status_code: String(answer.status) };
  if (!matchesAll(criterion.where, labels)) return undefined;
  const isAnswered = answer.status !== 0;
  switch (criterion.of) {
    case 'response_ms':
      return isAnswered && answer.durationMs <= criterion.bound;
    case 'response_bytes':
      return isAnswered ? answer.bytes <= criterion.bound : undefined;
    case 'responses':
      return isAnswered && matchesAll(criterion.matching, labels) === (criterion.matchingIs === 'good');
  }
}

/** One that never came is also late. */
function judgeDelivery(criterion: Criterion, delivery: Delivery): boolean | undefined {
  if (criterion.of === 'deliveries') return delivery.hasArrived;
  if (criterion.of !== 'delivery_ms') return undefined;
  if (!delivery.hasArrived) return false;
  return delivery.durationMs === undefined ? undefined : delivery.durationMs <= criterion.bound;
}

type Labels = Readonly<Record<string, string>>;

const matchesAll = (conditions: readonly Condition[], labels: Labels): boolean =>
  conditions.every((condition) => matches(condition, labels[condition.label] ?? ''));

function matches({ operator, value }: Condition, actual: string): boolean {
  switch (operator) {
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case '=~':
      return wholly(value).test(actual);
    case '!~':
      return !wholly(value).test(actual);
  }
}

const patterns = new Map<string, RegExp>();

function wholly(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) return known;
  const made = new RegExp(`^(?:${pattern})$`);
  patterns.set(pattern, made);
  return made;
}
