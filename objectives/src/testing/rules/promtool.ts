import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { prometheusYaml } from '../../rules/prometheus-yaml.js';
import type { RuleCase } from './rule-case.js';
import type { RuleTest } from './rule-tests.js';

function testOf({ alert, name, input, checks }: RuleCase, scrapeIntervalSeconds: number) {
  return {
    name: `${alert}: ${name}`,
    interval: `${scrapeIntervalSeconds}s`,
    input_series: input,
    promql_expr_test: checks.map(({ atSeconds, isFiring }) => ({
      // promtool names an expression that fails, and not its case.
      expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) # ${name}`,
      eval_time: `${Math.round(atSeconds)}s`,
      exp_samples: isFiring ? [{ labels: '{}', value: 1 }] : [],
    })),
  };
}

/** Runs promtool in a temporary folder with some files; gives what it printed, and whether all was well. */
export async function runPromtool(
  promtool: string,
  files: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<{ isOk: boolean; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'rules-'));
  try {
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    return await new Promise((resolve) => {
      const options = { cwd: folder, timeout: 120_000, maxBuffer: 16 * 1024 * 1024 };
      execFile(promtool, args, options, (error, stdout, stderr) => {
        resolve({ isOk: error === null, output: `${stdout}${stderr}` });
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs the cases of one alert in promtool. */
export function runRuleTest(promtool: string, { alert, recordings, cases, pace }: RuleTest) {
  const group = { intervalSeconds: pace.evaluationIntervalSeconds, notes: [] };
  const rules = prometheusYaml({
    groups: [
      { ...group, name: 'recording', rules: recordings },
      { ...group, name: 'alerts', rules: [alert] },
    ],
  });
  const tests = stringify({
    rule_files: ['rules.yml'],
    evaluation_interval: `${pace.evaluationIntervalSeconds}s`,
    group_eval_order: ['recording', 'alerts'],
    tests: cases.map((ruleCase) => testOf(ruleCase, pace.scrapeIntervalSeconds)),
  });
  return runPromtool(promtool, { 'rules.yml': rules, 'tests.yml': tests }, ['test', 'rules', 'tests.yml']);
}
