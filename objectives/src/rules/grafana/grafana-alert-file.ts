import { stringify } from 'yaml';
import type { GrafanaRule, RuleGroup } from '../../provisioning/alert-rule-schema.js';
import type { AlertRule, Rules } from '../rule.js';
import { grafanaRule } from './grafana-rule.js';

/**
 * Grafana looks an alert's folder up by its title, before it makes those of dashboards. The dashboards' own title
 * would give two folders of one name.
 */
const FOLDER = 'Chatwatch alerts';

/** How often alerts are looked at: those that wake someone each minute, those for the morning each five. */
const intervals = { page: 60, ticket: 300 } as const;

type Severity = keyof typeof intervals;

const header = `# Made from objectives/objectives.yaml; edits here are lost, and npm run check finds them.
# To change a rule, change its objective and run: npm run generate
#
# The queries are those of Prometheus' own alerts and read what its recording rules record. The two steps after each
# make an alert of every series that a query gives. Further queries are asked for the numbers in annotations.
# - noDataState is OK: a query gives nothing when all is well. That a metric is gone has an alert of its own.
# - execErrState is KeepLast: that Prometheus cannot be asked says nothing new about an objective, and a page for each
#   of them would say it many times. Only JobDown has Alerting, so that it is said once, by a page.
# - A rule that leaves this file stays in Grafana until it is named under deleteRules: docs/change-an-objective.md.
`;

/** The alert that also speaks when Prometheus itself cannot be asked. */
const speaksForPrometheus = 'JobDown';

function ruleOf(rule: AlertRule, severity: Severity): GrafanaRule {
  if (rule.alert !== speaksForPrometheus) return grafanaRule(rule, intervals[severity], 'KeepLast');
  const made = grafanaRule(rule, intervals[severity], 'Alerting');
  const note = 'Without the name of a job: Grafana could not ask Prometheus, so nobody is watching the service.';
  return { ...made, annotations: { ...made.annotations, note } };
}

function groupOf(severity: Severity, rules: readonly AlertRule[]): RuleGroup {
  return {
    orgId: 1,
    name: `chatwatch-${severity}`,
    folder: FOLDER,
    interval: `${intervals[severity] / 60}m`,
    rules: rules.filter(({ labels }) => labels.severity === severity).map((rule) => ruleOf(rule, severity)),
  };
}

/** Alerts as a file of rules that Grafana reads at its start, a group for each severity. */
export function grafanaAlertFile({ groups }: Rules<AlertRule>): string {
  const rules = groups.flatMap((group) => group.rules);
  const bySeverity = (['page', 'ticket'] as const).map((severity) => groupOf(severity, rules));
  const file = { apiVersion: 1, groups: bySeverity.filter((group) => group.rules.length > 0) };
  return header + stringify(file, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false });
}
