import { expect, it } from '@jest/globals';
import { grafanaRules } from './rules.js';

it('tells of alerting rules in the words of Grafana and leaves out those that record', () => {
  const alert = {
    state: 'firing',
    labels: { objective: 'error-rate' },
    annotations: {},
    activeAt: '2026-01-01T00:00:00Z',
  };
  const rule = {
    type: 'alerting',
    name: 'ErrorRateBudgetBurn1h',
    state: 'firing',
    labels: { severity: 'page' },
    alerts: [alert],
  };
  const groups = [
    { name: 'alerts', rules: [rule] },
    { name: 'records', rules: [{ type: 'recording', name: 'objective:met' }] },
  ];
  expect(grafanaRules({ status: 'success', data: { groups } })).toMatchObject({
    data: {
      groups: [
        {
          name: 'alerts',
          file: 'Chatwatch alerts',
          rules: [
            {
              name: 'ErrorRateBudgetBurn1h',
              state: 'firing',
              uid: 'ErrorRateBudgetBurn1h',
              alerts: [{ state: 'Alerting', labels: { alertname: 'ErrorRateBudgetBurn1h', objective: 'error-rate' } }],
            },
          ],
        },
      ],
    },
  });
});
