import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { durationSeconds } from '../../duration.js';
import { loadObjectives } from '../../load.js';
import { EXPRESSIONS, type GrafanaRule, type RuleGroup } from '../../provisioning/alert-rule-schema.js';
import { provisioningProblems } from '../../provisioning/provisioning-problems.js';
import { objectiveOf, type Fields } from '../../testing/objective-factory.js';
import { alertRules } from '../alert-rules.js';
import { DASHBOARD_UIDS, DATA_SOURCE_UID, OBJECTIVE_PANEL_IDS } from '../names.js';
import type { AlertRule, Rules } from '../rule.js';
import { grafanaAlertFile } from './grafana-alert-file.js';

const builtIn = alertRules(loadObjectives());
const alertsOf = ({ groups }: Rules<AlertRule>) => groups.flatMap(({ rules }) => rules);
// What the generator writes; its shape is what other tests hold it to.
const groupsOf = (rules: Rules<AlertRule>) => (parse(grafanaAlertFile(rules)) as { groups: RuleGroup[] }).groups;
const rulesOf = (rules: Rules<AlertRule>) => groupsOf(rules).flatMap((group) => group.rules);
const expressionOf = ({ data }: GrafanaRule, refId: string) => {
  const model = data.find((step) => step.refId === refId)?.model;
  return model && 'expr' in model ? model.expr : undefined;
};
const writtenGroups = groupsOf(builtIn);
const written = writtenGroups.flatMap((group) => group.rules);
const ofObjective = (fields: Fields) => alertRules([objectiveOf(fields)]);

const dataSource = `
apiVersion: 1
datasources:
  - name: Prometheus
    uid: ${DATA_SOURCE_UID}
    type: prometheus
    access: proxy
    url: http://localhost:9090
    jsonData: { httpMethod: POST, timeInterval: 15s, prometheusType: Prometheus }
`;

function problemsOf(rules: Rules<AlertRule>): string[] {
  const files = [
    { path: 'alerting/objectives.yml', text: grafanaAlertFile(rules) },
    { path: 'datasources/prometheus.yml', text: dataSource },
  ];
  const panels = new Map([[DASHBOARD_UIDS.objectives, new Set(Object.values(OBJECTIVE_PANEL_IDS))]]);
  return provisioningProblems(files, { panels, apps: new Set() });
}

describe('the alert rules of Grafana', () => {
  it('are the alerts of Prometheus: the same names, questions and labels, and belong to the app', () => {
    const asked = written.map((rule) => [rule.title, expressionOf(rule, 'query'), rule.labels]);
    const expected = alertsOf(builtIn).map(({ alert, expr, labels }) => [
      alert,
      expr,
      { ...labels, __grafana_origin: 'plugin/chatwatch-app' },
    ]);
    expect(asked).toHaveLength(expected.length);
    expect(asked).toEqual(expect.arrayContaining(expected));
  });

  it('are such as Grafana takes', () => {
    expect(problemsOf(builtIn)).toEqual([]);
  });

  it.each([
    ['a very long name', { id: `a-${'very-'.repeat(12)}long-name` }],
    ['a promise with templates and variables', { promise: 'Holds {{ $labels.job }}, ${HOME}, $${HOME} and $$.' }],
    ['a title of YAML', { title: '- yes: "no" # \'all\'' }],
    ['a window that is no multiple of anything', { window: '7m' }],
  ])('are such as Grafana takes also for %s', (_, fields) => {
    expect(problemsOf(ofObjective(fields))).toEqual([]);
  });

  it('are looked at each minute where they wake someone, and each five where they wait for the morning', () => {
    expect(writtenGroups.map(({ name, interval }) => [name, interval])).toEqual([
      ['chatwatch-page', '1m'],
      ['chatwatch-ticket', '5m'],
    ]);
    for (const { name, rules } of writtenGroups) {
      expect(new Set(rules.map(({ labels }) => `chatwatch-${labels?.severity}`))).toEqual(new Set([name]));
    }
  });

  it('leave a group out that would be empty', () => {
    const none = { groups: builtIn.groups.map((group) => ({ ...group, rules: group.rules.slice(0, 0) })) };
    expect(groupsOf(none)).toEqual([]);
  });

  it('wait as long as those of Prometheus, rounded up to the next look', () => {
    const average = {
      indicator: { kind: 'average', metric: 'query_seconds', minimumEvents: 1 },
      target: { atMost: 1 },
      window: '30m',
    };
    const named = (severity: string) =>
      rulesOf(ofObjective({ ...average, severity })).find(({ title }) => title === 'ResponseTimeMissed');
    // A twelfth of 30 minutes.
    expect(named('page')).toMatchObject({ for: '3m', keepFiringFor: '3m' });
    expect(named('ticket')).toMatchObject({ for: '5m', keepFiringFor: '5m' });

    const waits = new Map(written.map(({ title, for: wait }) => [title, durationSeconds(wait)]));
    for (const { alert, for: wait } of alertsOf(builtIn)) {
      expect(waits.get(alert)).toBeGreaterThanOrEqual(durationSeconds(wait));
    }
  });

  it('keep their uids whatever else is promised', () => {
    const all = written.map(({ uid }) => uid);
    const fewer = rulesOf(alertRules(loadObjectives().slice(3))).map(({ uid }) => uid);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(fewer));

    const long = (last: string) => rulesOf(ofObjective({ id: `${'long-'.repeat(12)}${last}` })).map(({ uid }) => uid);
    expect(long('a')).toEqual(long('a'));
    expect(new Set([...long('a'), ...long('b')]).size).toBe(long('a').length + long('b').length - 2);
  });

  it('make an alert of every series that a query gives, and none of nothing', () => {
    for (const { data, condition, noDataState } of written) {
      const [query, isThere, threshold] = data;
      expect(query).toMatchObject({ refId: 'query', datasourceUid: DATA_SOURCE_UID, model: { instant: true } });
      expect(isThere?.model).toMatchObject({
        type: 'math',
        expression: 'is_number($query) || is_nan($query) || is_inf($query)',
      });
      expect(threshold).toMatchObject({
        refId: condition,
        datasourceUid: EXPRESSIONS,
        model: { expression: 'is_there', conditions: [{ evaluator: { type: 'gt', params: [0] } }] },
      });
      expect(noDataState).toBe('OK');
    }
  });

  it('lead to the panel that shows what they are about', () => {
    const panelOf = (title: string) => {
      const rule = written.find((each) => each.title === title);
      return [rule?.dashboardUid, rule?.panelId];
    };
    expect(panelOf('ErrorRateBudgetBurn1h')).toEqual([DASHBOARD_UIDS.objectives, OBJECTIVE_PANEL_IDS.burnRate]);
    expect(panelOf('HeapGrowthMissed')).toEqual([DASHBOARD_UIDS.objectives, OBJECTIVE_PANEL_IDS.value]);
    expect(panelOf('PageLoadDataAbsent')).toEqual([DASHBOARD_UIDS.objectives, OBJECTIVE_PANEL_IDS.value]);
    // About targets there is no one panel; a dashboard without a panel is refused by some versions.
    expect(panelOf('JobDown')).toEqual([undefined, undefined]);
  });

  it('say once that Prometheus cannot be asked', () => {
    const loud = written.filter(({ execErrState }) => execErrState !== 'KeepLast');
    expect(loud).toMatchObject([{ title: 'JobDown', execErrState: 'Alerting', labels: { severity: 'page' } }]);
    expect(loud[0]?.annotations?.note).toContain('Grafana could not ask Prometheus');
  });

  it('speak in templates that Grafana knows', () => {
    const [rule] = rulesOf(ofObjective({}));
    expect(rule?.annotations?.summary).toBe(
      'Response time: the error budget burns {{ with $values.query }}{{ if eq .Value .Value }}{{ .Value | humanize }}{{ else }}unknown{{ end }}{{ else }}unknown{{ end }} times as fast as it may',
    );
    expect(rule?.annotations?.dashboard_url).toBe(
      '{{ externalURL }}d/chatwatch-objectives?var-objective=response-time',
    );
    for (const { annotations } of written) {
      // Its own $value is text, and it has no query function.
      expect(Object.values(annotations ?? {}).join(' ')).not.toMatch(/\$value\b|\| *query\b|localhost/);
    }
  });

  it('ask for each number that they speak of, in a way that always has an answer', () => {
    for (const rule of written) {
      const spoken = [
        ...Object.values(rule.annotations ?? {})
          .join(' ')
          .matchAll(/\$values\.(\w+)/g),
      ];
      const side = rule.data.slice(3).map(({ refId }) => refId);
      expect(new Set(spoken.map(([, refId]) => refId).filter((refId) => refId !== 'query'))).toEqual(new Set(side));
      for (const refId of side)
        expect(expressionOf(rule, refId)).toMatch(/^max by \(job\) \(.*\) or on \(\) vector\(NaN\)$/);
    }
  });

  it('keep dollar signs of labels, which Grafana would read as variables', () => {
    const priced = (rule: AlertRule) => ({ ...rule, labels: { ...rule.labels, team: '$HOME' } });
    const rules = { groups: builtIn.groups.map((group) => ({ ...group, rules: group.rules.map(priced) })) };
    expect(rulesOf(rules)[0]?.labels).toMatchObject({ team: '$$HOME' });
    expect(problemsOf(rules)).toEqual([]);
  });
});
