import { z } from 'zod';

const labels = z.record(z.string(), z.string()).default({});
const alertSchema = z.looseObject({ state: z.string(), labels, annotations: labels });
const ruleSchema = z.looseObject({
  type: z.string(),
  name: z.string(),
  labels,
  alerts: z.array(alertSchema).default([]),
});
const answerSchema = z.object({
  data: z.object({ groups: z.array(z.looseObject({ name: z.string(), rules: z.array(ruleSchema) })) }),
});

const FOLDER = 'Chatwatch alerts';
/** Grafana's words for what Prometheus calls by others. */
const STATES: Readonly<Record<string, string>> = { firing: 'Alerting', pending: 'Pending', inactive: 'Normal' };

/**
 * Prometheus' alerting rules as Grafana tells of its own, which in Grafana are made from the same objectives.
 * @param answer of Prometheus' `/api/v1/rules`
 */
export function grafanaRules(answer: unknown): object {
  const { groups } = answerSchema.parse(answer).data;
  return {
    status: 'success',
    data: {
      groups: groups
        .map((group) => ({
          ...group,
          file: FOLDER,
          folderUid: 'chatwatch-alerts',
          rules: group.rules.filter(({ type }) => type === 'alerting').map(grafanaRule),
        }))
        .filter(({ rules }) => rules.length > 0),
    },
  };
}

function grafanaRule(rule: z.output<typeof ruleSchema>): object {
  const uid = rule.name.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 40);
  const own = { alertname: rule.name, grafana_folder: FOLDER };
  const alerts = rule.alerts.map((alert) => ({
    ...alert,
    state: STATES[alert.state] ?? alert.state,
    labels: { ...own, ...alert.labels },
  }));
  return { ...rule, uid, folderUid: 'chatwatch-alerts', isPaused: false, alerts };
}
