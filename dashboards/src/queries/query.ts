import { SITUATIONS, type Situation } from './situations.js';

/** Units by Grafana's own ids; `bytes` and `Bps` are 1024-based, `percentunit` shows 0.5 as 50 %. */
export type Unit =
  's' | 'bytes' | 'Bps' | 'percentunit' | 'reqps' | 'ops' | 'mps' | 'cps' | 'wps' | 'short' | 'none' | 'dateTimeAsIso';

/**
 * One question to Prometheus, to be asked by a panel of a dashboard or by a page of the console alike. `expr` holds the
 * variables `$job`, `$instance`, `$objective`, `$testid`, `$__rate_interval` and `$__range`, which Grafana fills in.
 */
export interface Query {
  readonly expr: string;
  /** Grafana's legend template, `{{route}}`. */
  readonly legend: string;
  readonly unit: Unit;
  /** What a value is, in a sentence. */
  readonly description: string;
  /** Buckets to be drawn as a heatmap. */
  readonly isHeatmap?: true;
  /** Ask for examples with request ids too; not of a heatmap, where their marks hide what they are examples of. */
  readonly hasExemplars?: true;
  /** What is allowed, not what is: drawn as a dashed line. */
  readonly isLimit?: true;
  /** What must be there for an answer; without it an empty answer means that the service is not scraped. */
  readonly needs?: Situation;
}

/** Checks that a catalogue holds queries and keeps their names for completion. */
export const catalogue = <Name extends string>(queries: Record<Name, Query>): Readonly<Record<Name, Query>> => queries;

/** Why a query may have no answer on a healthy system; undefined when it never may. */
export const reasonForEmpty = ({ needs }: Query): string | undefined =>
  needs === undefined ? undefined : SITUATIONS[needs].because;
