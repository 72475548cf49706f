import { describe, expect, it } from '@jest/globals';
import { loadObjectives } from '../load.js';
import { findProgram } from '../testing/program.js';
import { runRuleTest } from '../testing/rules/promtool.js';
import { ruleTests, type RuleTest } from '../testing/rules/rule-tests.js';

const promtool = findProgram('promtool');
const tests = ruleTests(loadObjectives());
const limitMs = 240_000;

/** One case of an alert, with something replaced in the expressions of its rules. */
function mutated(alert: string, from: string | RegExp, to: string, name: string): RuleTest {
  const test = tests.find((other) => other.alert.alert === alert);
  if (!test) throw new Error(`there is no alert ${alert}`);
  const change = <Rule extends { readonly expr: string }>(rule: Rule): Rule => ({
    ...rule,
    expr: rule.expr.replaceAll(from, to),
  });
  const cases = test.cases.filter((ruleCase) => ruleCase.name.startsWith(name));
  const changed = { ...test, alert: change(test.alert), recordings: test.recordings.map(change) };
  if (JSON.stringify(changed) === JSON.stringify(test)) throw new Error(`${alert} has no ${String(from)}`);
  return { ...changed, cases };
}

(promtool === undefined ? describe.skip : describe)('alerts in promtool', () => {
  it.concurrent.each(tests.map((test) => [test.alert.alert, test] as const))(
    '%s does what it should in every case',
    async (_, test) => {
      expect(await runRuleTest(promtool ?? '', test)).toMatchObject({ isOk: true });
    },
    limitMs,
  );

  it.concurrent.each([
    ['a greater factor', 'ErrorRateBudgetBurn1h', '> 13.44', '> 14.4', 'just over'],
    ['a smaller factor', 'ErrorRateBudgetBurn1h', '> 13.44', '> 12.9', 'just under'],
    ['another budget', 'ErrorRateBudgetBurn1h', '/ 0.001', '/ 0.002', 'just over'],
    ['a longer long window', 'ErrorRateBudgetBurn1h', '[1h]', '[2h]', 'recovery'],
    ['a shorter long window', 'ErrorRateBudgetBurn1h', '[1h]', '[30m]', 'recovery'],
    ['a longer short window', 'ErrorRateBudgetBurn1h', '[5m]', '[15m]', 'recovery'],
    ['a shorter short window', 'ErrorRateBudgetBurn1h', '[5m]', '[2m]', 'recovery'],
    ['a higher minimum of traffic', 'ErrorRateBudgetBurn1h', '>= 100', '>= 140', 'enough events'],
    ['a lower minimum of traffic', 'ErrorRateBudgetBurn1h', '>= 100', '>= 80', 'too few events'],
    [
      'no account of new counters',
      'ErrorRateBudgetBurn1h',
      'group_left max',
      'group_left -max',
      'failures all at once',
    ],
    [
      'every counter taken for a new one',
      'ErrorRateBudgetBurn1h',
      /and count_over_time.*\n.*/g,
      '',
      'a process that failed',
    ],
    [
      'sums that are not weighted',
      'ErrorRateBudgetBurn1d',
      '1 * sum_over_time',
      '0.5 * sum_over_time',
      'enough events',
    ],
    ['another limit', 'DatabaseQueryTimeMissed', '0.05', '0.052', 'just over'],
    ['another window', 'DatabaseQueryTimeMissed', '[1h]', '[2h]', 'recovery'],
    ['another minimum', 'DatabaseQueryTimeMissed', '>= 100', '>= 50', 'too few events'],
    ['no minimum of time', 'MemoryGrowthMissed', 'offset 10m', 'offset 1m', 'too early'],
  ])(
    'notices %s in %s',
    async (_, alert, from, to, name) => {
      const { isOk, output } = await runRuleTest(promtool ?? '', mutated(alert, from, to, name));
      expect({ isOk, isNamed: output.includes(alert) && output.includes(`# ${name}`) }).toEqual({
        isOk: false,
        isNamed: true,
      });
    },
    limitMs,
  );
});

describe('the cases of alerts', () => {
  const common = ['just under', 'just over', 'recovery', 'absent data', 'a spike'];
  const counted = [...common, 'no traffic', 'too few events', 'enough events'];

  it.each(tests.map((test) => [test.alert.alert, test] as const))(
    'of %s leave nothing out',
    (alert, { cases, alert: { labels } }) => {
      const objective = loadObjectives().find(({ id }) => id === labels.objective);
      const isCounted =
        objective !== undefined && 'minimumEvents' in objective.indicator && !alert.endsWith('DataAbsent');
      expect(cases.map(({ name }) => name)).toEqual(expect.arrayContaining(isCounted ? counted : common));
    },
  );
});
