import type { DataQuery } from '@grafana/schema';

/** A question as panels of Grafana put it to its Prometheus data source. */
export interface PromQuery extends DataQuery {
  readonly expr: string;
  readonly range?: boolean;
  readonly instant?: boolean;
  readonly legendFormat?: string;
  /** The step at least, such as `60s`. */
  readonly interval?: string;
  readonly format?: 'time_series' | 'table' | 'heatmap';
}

/** A series of Prometheus' answer; of an instant query it has one point. */
export interface PromSeries {
  readonly metric: Readonly<Record<string, string>>;
  /** Seconds since 1970, and the number as text. */
  readonly values: readonly (readonly [number, string])[];
}
