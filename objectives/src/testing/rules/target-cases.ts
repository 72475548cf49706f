import type { RuleCase } from './rule-case.js';

const minute = 60;
const perMinute = 4;
const job = 'chat';

/** `up` of an instance: minutes of each value in turn; null is a target that is not there. */
function up(instance: string, ...runs: readonly [minutes: number, value: 0 | 1 | null][]): RuleCase['input'][number] {
  const values = runs.map(([minutes, value]) => `${value ?? '_'}x${minutes * perMinute - (value === null ? 0 : 1)}`);
  return { series: `up{job="${job}",instance="${instance}"}`, values: values.join(' ') };
}

const measured = { series: `objective:series:count{job="${job}",objective="x"}`, values: '1x400' };

function targetCase(alert: string, name: string, input: RuleCase['input'], ...checks: [number, boolean][]): RuleCase {
  return {
    alert,
    name,
    input: [...input, measured],
    checks: checks.map(([minutes, isFiring]) => ({ atSeconds: minutes * minute, isFiring })),
  };
}

const foreign = { ...up('a', [30, 0]), series: 'up{job="another",instance="a"}' };

/** What happens to the alerts about targets that do not answer. */
export const targetCases: readonly RuleCase[] = [
  targetCase(
    'TargetDown',
    'just under',
    [up('a', [10, 1], [4, 0], [10, 1]), up('b', [24, 1])],
    [14, false],
    [20, false],
  ),
  targetCase('TargetDown', 'just over', [up('a', [10, 1], [7, 0]), up('b', [17, 1])], [14, false], [16.5, true]),
  targetCase('TargetDown', 'recovery', [up('a', [10, 1], [10, 0], [20, 1])], [19, true], [22, true], [27, false]),
  targetCase('TargetDown', 'absent data', [up('a', [10, 1], [20, null])], [20, false], [30, false]),
  targetCase('TargetDown', 'a spike', [up('a', [10, 1], [1, 0], [10, 1])], [11, false], [20, false]),
  targetCase('TargetDown', 'a job that no objective is measured from', [foreign], [15, false], [30, false]),
  targetCase('JobDown', 'just under', [up('a', [10, 1], [20, 0]), up('b', [30, 1])], [20, false], [30, false]),
  targetCase('JobDown', 'just over', [up('a', [10, 1], [5, 0]), up('b', [10, 1], [5, 0])], [11, false], [13, true]),
  targetCase('JobDown', 'recovery', [up('a', [10, 1], [10, 0], [20, 1])], [19, true], [22, true], [27, false]),
  targetCase('JobDown', 'absent data', [up('a', [10, 1], [20, null])], [20, false], [30, false]),
  targetCase('JobDown', 'a spike', [up('a', [10, 1], [1, 0], [10, 1])], [11, false], [12, false], [20, false]),
  targetCase('JobDown', 'a job that no objective is measured from', [foreign], [15, false], [30, false]),
];
