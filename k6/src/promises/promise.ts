/** A condition on a label, as the objectives write it; patterns match the whole value. */
export interface Condition {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Judges each answer of the API, or each intended delivery, for itself. */
export type Criterion =
  /** Kept when the measured quantity is at most `bound`. */
  | { readonly of: 'response_ms' | 'response_bytes'; readonly where: readonly Condition[]; readonly bound: number }
  | { readonly of: 'delivery_ms'; readonly bound: number }
  /** Of the answers in `where`, those that also match `matching` are the good or the bad ones. */
  | {
      readonly of: 'responses';
      readonly where: readonly Condition[];
      readonly matching: readonly Condition[];
      readonly matchingIs: 'good' | 'bad';
    }
  /** Kept when it arrived. */
  | { readonly of: 'deliveries' };

/** Whether it says how long something may take, which depends on the machine and on who else uses it. */
export const isAboutTime = ({ criterion }: Pick<LoadPromise, 'criterion'>): boolean =>
  criterion.of === 'response_ms' || criterion.of === 'delivery_ms';

/** An objective that a load run can measure, as k6 judges it. */
export interface LoadPromise {
  /** The objective's id. */
  readonly objective: string;
  readonly title: string;
  /** For people: `≥ 95 % within 200 ms`. */
  readonly target: string;
  readonly criterion: Criterion;
  /** Share of events that must keep it, 0 to 1. */
  readonly keptAtLeast: number;
  /** Fewer give no verdict over a window; a run says so beside the figure. */
  readonly minimumEvents: number;
}

/** An objective that is a number a whole run comes to. */
export interface RunMeasurement {
  readonly objective: string;
  readonly title: string;
  readonly target: string;
  /** What the run reports it as. */
  readonly measurement: string;
  readonly atLeast: number;
}

/** What is generated from the objectives for k6, `generated/thresholds.json`. */
export interface Thresholds {
  readonly source: string;
  readonly promises: readonly LoadPromise[];
  readonly measurements: readonly RunMeasurement[];
  /** Objectives that a load run says nothing about, and why. */
  readonly notMeasured: readonly { readonly objective: string; readonly reason: string }[];
  /** As k6 takes them: metric with tags, to expressions. */
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
}
