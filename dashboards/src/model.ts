import type { DASHBOARD_UIDS } from '@chatwatch/objectives/names';
import type { ShownLimit } from './limits.js';
import type { Query, Unit } from './queries/query.js';

/** A dashboard's name: that of its file, and the key of its uid. */
export type DashboardName = keyof typeof DASHBOARD_UIDS;

/** How a panel draws its queries. */
export type View = 'timeseries' | 'stat' | 'heatmap' | 'table' | 'state-timeline';

/** A column of a table: a label, or the value of one of the panel's queries by its place among them. */
export interface Column {
  readonly from: string | number;
  readonly title: string;
  readonly limit?: ShownLimit | undefined;
  /** Its numbers are health states. */
  readonly isState?: true;
  /** The value's label `objective` leads to the dashboard of objectives. */
  readonly leadsToObjective?: true;
  readonly width?: number;
}

/** A panel, in words and queries; how Grafana wants it said is the renderer's business. */
export interface Panel {
  /** Stable for ever, as links and alerts name it; unique in its dashboard. */
  readonly id: number;
  readonly title: string;
  /** What it shows; without it the descriptions of its queries. */
  readonly shows?: string;
  /** When it is a reason to worry. */
  readonly worry: string;
  /** Where to look next. */
  readonly next: string;
  readonly view: View;
  /** Of 24 columns. */
  readonly width: number;
  readonly queries: readonly Query[];
  /** The limit of an objective, drawn as a line or as the colour of the number; the panel links the objective. */
  readonly limit?: ShownLimit | undefined;
  /** Lines are parts of a whole. */
  readonly isStacked?: true;
  /** Its numbers are health states. */
  readonly isState?: true;
  /** Its axis does not have to begin at zero, as values may be below. */
  readonly canBeNegative?: true;
  /** Of a table, from left to right. */
  readonly columns?: readonly Column[];
  /** Title of the column that a table is sorted by, smallest first. */
  readonly sortBy?: string;
  /** Another unit than that of its first query. */
  readonly unit?: Unit;
  /** Another dashboard that says more; time and variables go along. */
  readonly leadsTo?: DashboardName;
}

/** Panels under a heading; as many lines of 24 columns as they fill. */
export interface Row {
  readonly title: string;
  /** Height of its panels, in Grafana's units of 30 pixels. */
  readonly height: number;
  readonly panels: readonly Panel[];
}

/** What a dashboard is to be chosen by beside job and instance. */
export type Choice = 'objective' | 'testid';

/** A dashboard as data. */
export interface Dashboard {
  readonly name: DashboardName;
  readonly title: string;
  readonly description: string;
  /** The page of the Grafana app that is about the same; empty for its first. */
  readonly appPage: string;
  readonly choice?: Choice;
  /** Time range that it opens with, such as `now-6h`. */
  readonly from: string;
  readonly rows: readonly Row[];
}
