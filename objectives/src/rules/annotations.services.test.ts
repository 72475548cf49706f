import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { loadObjectives } from '../load.js';
import { findProgram } from '../testing/program.js';
import { inputSeries, type Phase } from '../testing/rules/input-series.js';
import { runPromtool } from '../testing/rules/promtool.js';
import { realPace } from '../testing/rules/rule-case.js';
import { alertRules } from './alert-rules.js';
import { prometheusYaml } from './prometheus-yaml.js';
import { recordingRules } from './recording-rules.js';

const promtool = findProgram('promtool');
const { scrapeIntervalSeconds, evaluationIntervalSeconds } = realPace;

/** What an alert says after some phases; `expected` leaves out its links. */
async function saying(id: string, alert: string, phases: readonly Phase[], expected: Record<string, string>) {
  const objectives = loadObjectives().filter((objective) => objective.id === id);
  const [objective] = objectives;
  const rule = alertRules(objectives)
    .groups.flatMap(({ rules }) => rules)
    .find((one) => one.alert === alert);
  if (!objective || !rule) throw new Error(`${id} has no alert ${alert}`);
  const { dashboard_url = '', app_url = '', runbook_url = '' } = rule.annotations;
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const test = {
    interval: `${scrapeIntervalSeconds}s`,
    input_series: inputSeries(objective, phases, scrapeIntervalSeconds),
    alert_rule_test: [
      {
        eval_time: `${seconds}s`,
        alertname: alert,
        exp_alerts: [
          {
            exp_labels: { ...rule.labels, job: 'chat', window: rule.labels.long_window ?? objective.window },
            exp_annotations: { ...expected, dashboard_url, app_url, runbook_url },
          },
        ],
      },
    ],
  };
  const groups = [...recordingRules(objectives).groups, ...alertRules(objectives).groups];
  const files = {
    'rules.yml': prometheusYaml({ groups }),
    'tests.yml': stringify({
      rule_files: ['rules.yml'],
      evaluation_interval: `${evaluationIntervalSeconds}s`,
      group_eval_order: groups.map(({ name }) => name),
      tests: [test],
    }),
  };
  return runPromtool(promtool ?? '', files, ['test', 'rules', 'tests.yml']);
}

(promtool === undefined ? describe.skip : describe)('an alert that fires says', () => {
  it('what is promised, what is measured, how fast the budget burns and when it is gone', async () => {
    const phases = [
      { seconds: 7200, rate: 10 },
      { seconds: 1800, rate: 10, bad: 0.05 },
    ];
    const expected = {
      summary: 'Error rate: the error budget burns 25 times as fast as it may',
      description:
        'Promised: At most 0.1 % of requests fail through a fault of the service. In the last 1 hour, 2.5% of 36k events of chat broke it; 0.1 % may. Of the budget of 28 days, -846.1% is left (below zero it is overdrawn); at this rate the rest lasts 0s.',
    };
    expect(await saying('error-rate', 'ErrorRateBudgetBurn1h', phases, expected)).toMatchObject({ isOk: true });
  }, 60_000);

  it('what the value is and what it may be', async () => {
    const expected = {
      summary: 'Heap growth: 71.53MiB per hour, promised is ≤ 50 MB/h',
      description:
        'Promised: No process grows its heap by more than 50 MB per hour. Over the last 6 hours, chat shows 71.53MiB per hour; the limit is 50 MB/h.',
    };
    const phases = [{ seconds: 7200, value: 75e6 }];
    expect(await saying('heap-growth', 'HeapGrowthMissed', phases, expected)).toMatchObject({ isOk: true });
  }, 60_000);
});
