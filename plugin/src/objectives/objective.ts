import type { Health } from '../health';

/** A promise as Prometheus tells it now. What is not known is absent, never zero. */
export interface Objective {
  readonly id: string;
  readonly title: string;
  /** What is promised, as a sentence. */
  readonly promise: string;
  /** How it is measured: `within`, `events`, `average`, `gauge`, `growth` or `external`. */
  readonly kind: string;
  /** Unit of the value: `ratio`, `seconds`, `bytes` or `users`. */
  readonly unit: string;
  /** The limit for people, such as `≥ 95 % within 200 ms`. */
  readonly target: string;
  /** The time over which it is judged, such as `28d`; absent where it is measured elsewhere. */
  readonly window?: string;
  readonly severity: string;
  /** Name of the page that says what to do. */
  readonly runbook: string;
  readonly state: Health;
  readonly value?: number;
  /** Share of the error budget, 1 to 0 and below. */
  readonly budgetLeft?: number;
  /** How many times faster than allowed the last hour used the budget up. */
  readonly burnRate?: number;
  /** Until the budget is gone at the pace of the last hour; 0 when it is. */
  readonly exhaustionSeconds?: number;
  readonly events?: number;
  readonly badEvents?: number;
}
