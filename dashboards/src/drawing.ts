import type { Dashboard } from './model.js';

/** A query as Grafana's Prometheus data source takes it. */
export interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly format?: 'time_series' | 'table' | 'heatmap';
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly exemplar?: boolean;
}

/** A panel in Grafana's own words: what its panel plugin and its data source are given. */
export interface Drawing {
  /** Id of Grafana's panel plugin. */
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly fieldConfig: {
    readonly defaults: Readonly<Record<string, unknown>>;
    readonly overrides: readonly {
      readonly matcher: { readonly id: string; readonly options?: unknown };
      readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
    }[];
  };
  readonly targets: readonly Target[];
  readonly transformations: readonly { readonly id: string; readonly options: unknown }[];
}

/** What marks moments on panels over time, as Grafana's Prometheus data source takes it. */
export interface Mark {
  readonly name: string;
  readonly enable: boolean;
  readonly hide: boolean;
  readonly iconColor: string;
  readonly expr: string;
  readonly step: string;
  /** The value of a sample is the moment, in milliseconds, and not when it was taken. */
  readonly useValueForTime?: boolean;
  readonly titleFormat: string;
  readonly textFormat: string;
  /** Labels to show, a comma list. */
  readonly tagKeys: string;
}

/** A dashboard with each panel, by its id, as the dashboards' JSON draws it: a page of the console looks the same. */
export interface DrawnDashboard extends Dashboard {
  readonly drawings: Readonly<Record<number, Drawing>>;
  /** Marks of all its panels. */
  readonly marks: readonly Mark[];
}
