import { createHash } from 'node:crypto';
import { durationSeconds } from '../../duration.js';
import { EXPRESSIONS, type GrafanaRule } from '../../provisioning/alert-rule-schema.js';
import { APP_ID, DASHBOARD_UIDS, DATA_SOURCE_UID, OBJECTIVE_PANEL_IDS } from '../names.js';
import { promDuration } from '../promql.js';
import type { AlertRule } from '../rule.js';
import { grafanaTemplates, QUERY, sideQueries } from './annotations.js';

/** How many characters of a uid Grafana stores. */
const UID_LENGTH = 40;

/** The same name always has the same uid, so that Grafana takes a changed rule for the one it knows. */
function uidOf(alert: string): string {
  const uid = `cw-${alert}`;
  if (uid.length <= UID_LENGTH) return uid;
  const hash = createHash('sha256').update(alert).digest('hex').slice(0, 8);
  return `${uid.slice(0, UID_LENGTH - hash.length - 1)}-${hash}`;
}

/** Grafana looks at a rule once an interval: what lasts in between is rounded up. */
function inIntervals(duration: string, intervalSeconds: number): string {
  const seconds = durationSeconds(duration);
  return promDuration(Math.ceil(seconds / intervalSeconds) * intervalSeconds);
}

type Step = GrafanaRule['data'][number];

function query(refId: string, expr: string): Step {
  return {
    refId,
    datasourceUid: DATA_SOURCE_UID,
    relativeTimeRange: { from: 600, to: 0 },
    model: {
      refId,
      datasource: { type: 'prometheus', uid: DATA_SOURCE_UID },
      expr,
      instant: true,
      range: false,
      intervalMs: 1000,
      maxDataPoints: 43_200,
    },
  };
}

const expressions = { type: EXPRESSIONS, uid: EXPRESSIONS } as const;

/** What makes every series that the query gives an alert, whatever its value, as in Prometheus. */
const steps: readonly Step[] = [
  {
    refId: 'is_there',
    datasourceUid: EXPRESSIONS,
    model: {
      refId: 'is_there',
      type: 'math',
      datasource: expressions,
      expression: `is_number($${QUERY}) || is_nan($${QUERY}) || is_inf($${QUERY})`,
    },
  },
  {
    refId: 'threshold',
    datasourceUid: EXPRESSIONS,
    model: {
      refId: 'threshold',
      type: 'threshold',
      datasource: expressions,
      expression: 'is_there',
      conditions: [{ evaluator: { type: 'gt', params: [0] } }],
    },
  },
];

/** The panel that shows what an alert is about; alerts about targets have none. */
function panelOf({ labels }: AlertRule): Pick<GrafanaRule, 'dashboardUid' | 'panelId'> {
  if (labels.objective === undefined) return {};
  const isBurn = labels.long_window !== undefined;
  return { dashboardUid: DASHBOARD_UIDS.objectives, panelId: OBJECTIVE_PANEL_IDS[isBurn ? 'burnRate' : 'value'] };
}

/** Environment variables are put into labels, so that a dollar sign is written twice. */
function escaped(labels: AlertRule['labels']): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]));
}

/**
 * Grafana's own label for rules that belong to an app: its lists offer the app's links beside them, and no way to edit
 * them. It is in notifications too, where nothing is grouped or routed by it.
 */
const ORIGIN: Readonly<Record<string, string>> = { __grafana_origin: `plugin/${APP_ID}` };

/** An alert as a rule of Grafana, in a group of the given interval. */
export function grafanaRule(
  rule: AlertRule,
  intervalSeconds: number,
  execErrState: GrafanaRule['execErrState'],
): GrafanaRule {
  const queries = sideQueries(rule.texts);
  return {
    uid: uidOf(rule.alert),
    title: rule.alert,
    condition: 'threshold',
    for: inIntervals(rule.for, intervalSeconds),
    keepFiringFor: inIntervals(rule.keepFiringFor, intervalSeconds),
    missing_series_evals_to_resolve: 1,
    noDataState: 'OK',
    execErrState,
    ...panelOf(rule),
    labels: { ...escaped(rule.labels), ...ORIGIN },
    annotations: grafanaTemplates(rule.texts, queries),
    data: [query(QUERY, rule.expr), ...steps, ...queries.map(({ refId, expr }) => query(refId, expr))],
  };
}
