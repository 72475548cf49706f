/**
 * The series that recording rules make of objectives. Names are fixed and windows are labels, so that one dashboard
 * serves every objective. All carry `objective` (its id). What is measured also carries `job`; `info`, `target` and
 * `budget` hold for every job and carry none. Series of a window carry `window`: `5m`, `30m`, `1h`, `2h`, `6h`, `1d`,
 * `3d`, or the objective's own.
 */
export const RECORDED = {
  /** Number of series that the objective is measured from now; absent when there are none. No `window`. */
  series: 'objective:series:count',
  /** Number of events judged in the window. */
  events: 'objective:events:increase',
  /** Number of those that broke the promise. */
  badEvents: 'objective:bad_events:increase',
  /** What the events of an average add up to in the window, in the unit of the metric. */
  sum: 'objective:sum:increase',
  /** The smallest or the greatest value of a gauge in the window. */
  extreme: 'objective:extreme',
  /** Share of events in the window that broke the promise, 0 to 1; absent without events. */
  errorRatio: 'objective:error:ratio',
  /** How many times faster than the budget allows it is used up; 1 uses it up exactly within the objective's window. */
  burnRate: 'objective:burn_rate:ratio',
  /** Seconds until the budget is gone if it burns on as in the window; absent while nothing burns. */
  exhaustion: 'objective:budget_exhaustion:seconds',
  /** Share of the budget that is left of the objective's own window, 1 to 0 and below. */
  budgetLeft: 'objective:budget_left:ratio',
  /** The measured value of an objective, in its unit, over its own window; for ratios the share the target speaks of. */
  value: 'objective:value',
  /** 1 while the promise is kept, 0 while it is not; absent without enough data. */
  met: 'objective:met',
  /** The limit, in the unit of the value. */
  target: 'objective:target',
  /** Share of events that may break the promise. */
  budget: 'objective:budget:ratio',
  /**
   * 1; its labels tell `title`, `promise`, `kind`, `unit` (that of `value` and `target`), `severity`, `target`
   * (`≥ 95 % within 200 ms`), `runbook` and `window`, the objective's own.
   */
  info: 'objective:info',
} as const;

/** The dashboards' uids, by the names of their files. */
export const DASHBOARD_UIDS = {
  overview: 'chatwatch-overview',
  objectives: 'chatwatch-objectives',
  api: 'chatwatch-api',
  realtime: 'chatwatch-realtime',
  data: 'chatwatch-data',
  runtime: 'chatwatch-runtime',
  business: 'chatwatch-business',
  load: 'chatwatch-load',
} as const;

/** The panels of the objectives dashboard that alerts point at. */
export const OBJECTIVE_PANEL_IDS = { burnRate: 1, value: 2 } as const;

/** The uid of the data source that provisioned alert rules ask. */
export const DATA_SOURCE_UID = 'chatwatch-prometheus';

/** The id of the Grafana app, whose pages alerts link. */
export const APP_ID = 'chatwatch-app';
