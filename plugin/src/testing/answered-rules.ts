import type { AnsweredAlert, AnsweredRule, RulesAnswer } from '../data/grafana/rule-answer';

/** An alert as a rules API tells it: firing since 12:00, unless told otherwise. */
export const anAlert = (part: Partial<AnsweredAlert> = {}): AnsweredAlert => ({
  labels: { alertname: 'ErrorRateBudgetBurn1h', objective: 'error-rate', severity: 'page', job: 'chat' },
  annotations: { summary: 'Error rate: the error budget burns 20 times as fast as it may', description: 'Promised: …' },
  state: 'Alerting',
  activeAt: '2026-11-23T12:00:00Z',
  value: '1e+00',
  ...part,
});

/** A rule as Grafana tells it: healthy and quiet, unless told otherwise. */
export const aRule = (part: Partial<AnsweredRule> = {}): AnsweredRule => {
  const name = part.name ?? 'ErrorRateBudgetBurn1h';
  return {
    type: 'alerting',
    name,
    uid: `cw-${name}`,
    state: 'inactive',
    health: 'ok',
    query: '[{"refId":"query"}]',
    duration: 60,
    keepFiringFor: 300,
    labels: { objective: 'error-rate', severity: 'page', long_window: '1h', short_window: '5m' },
    annotations: {
      app_url: 'http://grafana.example/a/chatwatch-app/objectives/error-rate',
      runbook_url: 'docs/runbooks/error-rate.md',
    },
    alerts: [],
    lastEvaluation: '2026-11-23T12:05:00Z',
    ...part,
  };
};

/** An answer of a rules API with one group. */
export const aRulesAnswer = (...rules: readonly unknown[]): RulesAnswer => ({
  status: 'success',
  data: { groups: [{ name: 'chatwatch-page', file: 'Chatwatch alerts', rules: [...rules] }] },
});
