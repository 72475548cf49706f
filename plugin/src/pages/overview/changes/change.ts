/** Something that happened to the service at a moment. Times are milliseconds of Unix time. */
interface Moment {
  readonly at: number;
}

/** Processes of a job that started together, of a build that was not there before (`deploy`) or of one that was. */
export interface Start extends Moment {
  readonly kind: 'deploy' | 'start';
  readonly job: string;
  readonly instances: readonly string[];
  readonly version: string;
  readonly commit: string;
}

/** An alert that fired. */
export interface Firing extends Moment {
  readonly kind: 'alert';
  readonly name: string;
  /** The objective that it is about; absent where it is about a target. */
  readonly objective?: string;
  readonly severity: string;
  /** When it was resolved; absent while it fires. */
  readonly until?: number;
  /** It fired already when the range began. */
  readonly isOlder: boolean;
}

/** What changed, on one time line. */
export type Change = Start | Firing;

/** A stretch of time in milliseconds of Unix time. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
