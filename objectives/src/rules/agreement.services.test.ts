import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { evaluate } from '../evaluate.js';
import { parseExposition } from '../exposition.js';
import { limitOf } from '../limit.js';
import { loadObjectives } from '../load.js';
import type { Objective } from '../schema.js';
import { findProgram } from '../testing/program.js';
import { expositionAt } from '../testing/rules/exposition-at.js';
import { inputSeries, type InputSeries, type Phase } from '../testing/rules/input-series.js';
import { runPromtool } from '../testing/rules/promtool.js';
import { realPace } from '../testing/rules/rule-case.js';
import { prometheusYaml } from './prometheus-yaml.js';
import { recordingRules } from './recording-rules.js';

const promtool = findProgram('promtool');
const { scrapeIntervalSeconds, evaluationIntervalSeconds } = realPace;

// An hour is enough to see, for whatever window a promise is made.
const objectives = loadObjectives()
  .filter(({ indicator }) => indicator.kind !== 'external')
  .map((objective): Objective => ({ ...objective, window: '1h' }));

const beforeSeconds = 1800;
const end = beforeSeconds + 3600;

function storiesOf(objective: Objective): [string, Phase[]][] {
  const { value } = limitOf(objective);
  const isRelative = objective.indicator.kind === 'growth' && objective.indicator.measure === 'relative';
  const usual = { rate: 1, value: value * 0.7 * (isRelative ? 100e6 : 1) };
  const later = { ...usual, seconds: 3600, bad: 0.08 };
  const steady: [string, Phase[]] = ['steady failures', [{ ...usual, seconds: beforeSeconds, bad: 0.08 }, later]];
  // A gauge's two scrapes say nothing of what was between them.
  if (objective.indicator.kind === 'growth' || objective.indicator.kind === 'gauge') return [steady];
  return [
    steady,
    ['failures that begin with the hour', [{ ...usual, seconds: beforeSeconds }, later]],
    [
      // Not long ago, so that the counters are lower than an hour before: two scrapes show no other restart.
      'a restart',
      [
        { ...usual, seconds: beforeSeconds, bad: 0.08 },
        { ...later, seconds: 2700 },
        { ...later, seconds: 900, restarts: true },
      ],
    ],
  ];
}

function verdictOf(objective: Objective, input: readonly InputSeries[]) {
  const scrapeAt = (seconds: number) => parseExposition(expositionAt(input, seconds, scrapeIntervalSeconds));
  // The last sample is one interval before the end of the last phase.
  const last = end - scrapeIntervalSeconds;
  return evaluate(objective, { start: scrapeAt(last - 3600), end: scrapeAt(last), elapsedSeconds: 3600 });
}

function testFile(objective: Objective, name: string, input: readonly InputSeries[]): string {
  const { state, value } = verdictOf(objective, input);
  const at = `${end - scrapeIntervalSeconds}s`;
  const of = `{objective="${objective.id}"}`;
  const isTrue = (expr: string) => ({ expr: `sum(${expr})`, eval_time: at, exp_samples: [{ labels: '{}', value: 1 }] });
  return stringify({
    rule_files: ['rules.yml'],
    evaluation_interval: `${evaluationIntervalSeconds}s`,
    tests: [
      {
        name,
        interval: `${scrapeIntervalSeconds}s`,
        input_series: input,
        promql_expr_test: [
          isTrue(`abs(objective:value${of} / ${value ?? 0} - 1) < bool 0.005`),
          isTrue(`objective:met${of} == bool ${state === 'met' ? 1 : 0}`),
        ],
      },
    ],
  });
}

(promtool === undefined ? describe.skip : describe)('rules and two scrapes', () => {
  const stories = objectives.flatMap((objective) =>
    storiesOf(objective).map(([name, phases]) => [objective.id, name, objective, phases] as const),
  );

  it.concurrent.each(stories)(
    'judge %s alike after %s',
    async (_, name, objective, phases) => {
      const input = inputSeries(objective, phases, scrapeIntervalSeconds);
      const files = {
        'rules.yml': prometheusYaml(recordingRules([objective])),
        'tests.yml': testFile(objective, name, input),
      };
      expect(await runPromtool(promtool ?? '', files, ['test', 'rules', 'tests.yml'])).toMatchObject({ isOk: true });
    },
    60_000,
  );
});
