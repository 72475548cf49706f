/** What leaves the process about a failure: plain data in which everything private was already left out. */

/** Where a failure happened; whatever of it is not of the form told here is left out. */
export interface ErrorContext {
  /** The part of the service, such as `http`. */
  readonly source?: string | undefined;
  /** What was being done, such as `websocket request`: a name that the code chose, never a text of a user. */
  readonly operation?: string | undefined;
  /** Under which the failure is found in the log. */
  readonly requestId?: string | undefined;
  /** The route's template, `/api/users/:id`, never the path that was asked for. */
  readonly route?: string | undefined;
  /** An opaque id; the user's last actions go with the report. */
  readonly userId?: string | undefined;
  /** `fatal` when the process ends by it; `error` when left out. */
  readonly level?: 'error' | 'fatal';
}

/** An error as it may be shown: its message scrubbed, of its stack only the places in code. */
export interface DescribedError {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  /** Lines of the form `at place (file:line:column)`, the innermost call first. */
  readonly frames: readonly string[];
}

/** One step of a user before a failure. */
export interface UserAction {
  readonly action: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
}

/** A failure. */
export interface FailureReport extends Omit<ErrorContext, 'level'> {
  readonly kind: 'failure';
  /** Reports of one fingerprint are about one fault. */
  readonly fingerprint: string;
  readonly level: 'error' | 'fatal';
  /** The error, then its causes. */
  readonly errors: readonly DescribedError[];
  readonly actions: readonly UserAction[];
}

/** An operation that took longer than it may. */
export interface SlownessReport {
  readonly kind: 'slowness';
  readonly fingerprint: string;
  readonly operation: string;
  readonly durationMs: number;
  readonly thresholdMs: number;
}

/** How many reports of a fingerprint were left out of the last window. */
export interface SummaryReport {
  readonly kind: 'summary';
  readonly fingerprint: string;
  /** Of what it is the summary. */
  readonly of: 'failure' | 'slowness';
  readonly leftOut: number;
  readonly windowSeconds: number;
}

export type Report = FailureReport | SlownessReport | SummaryReport;

/** Where reports go. Neither method throws or rejects, and `send` does not wait. */
export interface ReportSink {
  send(report: Report): void;
  /** Sends what waits, within the bound, and lets go of everything. */
  close(timeoutMs: number): Promise<void>;
}
