import type { Objective } from '../../schema.js';
import { caseMaker, realPace, type RuleCase } from './rule-case.js';

const minute = 60;

/** What happens to the alert about a metric that is gone. */
export function absenceCases(alert: string, objective: Objective): RuleCase[] {
  const make = caseMaker(alert, objective, realPace);
  const there = { seconds: 10 * minute, rate: 10, value: 1 };
  const gone = (minutes: number) => ({ seconds: minutes * minute, isAbsent: true });
  return [
    make('no traffic', [{ ...there, rate: 0, seconds: 40 * minute }], [20 * minute, false], [40 * minute, false]),
    make('just under', [there, gone(9), there], [19 * minute, false], [29 * minute, false]),
    make('just over', [there, gone(12)], [15 * minute, false], [21.5 * minute, true]),
    make('recovery', [there, gone(20), there], [29 * minute, true], [33 * minute, true], [39 * minute, false]),
    make('absent data', [gone(15)], [5 * minute, false], [12 * minute, true]),
    make('a counter reset', [there, { ...there, restarts: true, seconds: 20 * minute }], [30 * minute, false]),
    make('a spike', [there, gone(1), there, gone(1), there], [21 * minute, false], [30 * minute, false]),
  ];
}
