import type { Query } from '@chatwatch/dashboards/browser';
import type { Problem } from '../../problems';

/** A question to the chosen Prometheus. */
export interface Ask {
  query: Query;
  /** Over the time range, or as things are at its end. */
  kind: 'range' | 'instant';
  /** Fills `$objective`. */
  objective?: string;
  /** At most so many points a line; 300 unless said otherwise, a sparkline does with 60. */
  maxPoints?: number;
}

/** One line of an answer. */
export interface Series {
  labels: Record<string, string>;
  legend: string;
  /** Milliseconds. */
  times: number[];
  /** As many as times; NaN where there is a gap. */
  values: number[];
}

/** What is known of several questions. */
export interface Answered {
  /** `done` also when some questions failed while others were answered: then there is a problem too. */
  state: 'loading' | 'done' | 'error';
  /** In the order of the questions; while loading an empty list each, while refreshing what was known before. */
  answers: readonly (readonly Series[])[];
  problem?: Problem;
  /** Milliseconds: when the answers were got, where asking the same again failed since. */
  asOf?: number;
  /** A newer answer is under way. */
  refreshing: boolean;
}

/** The newest number of a line, if it has one. */
export const latest = ({ values }: Series): number | undefined => {
  const value = values.at(-1);
  return value === undefined || Number.isNaN(value) ? undefined : value;
};
