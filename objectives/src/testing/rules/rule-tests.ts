import { errorBudget } from '../../limit.js';
import { alertRules } from '../../rules/alert-rules.js';
import { recordingRules } from '../../rules/recording-rules.js';
import type { AlertRule, RecordingRule } from '../../rules/rule.js';
import { windowPairs } from '../../rules/windows.js';
import type { Objective, Objectives } from '../../schema.js';
import { absenceCases } from './absence-cases.js';
import { burnCases } from './burn-cases.js';
import { realPace, slowPace, type Pace, type RuleCase } from './rule-case.js';
import { targetCases } from './target-cases.js';
import { valueCases } from './value-cases.js';

/** An alert with the rules it needs, and everything that happens to it in tests. */
export interface RuleTest {
  readonly alert: AlertRule;
  /** What the alert reads, and what that reads, in the order of their group. */
  readonly recordings: readonly RecordingRule[];
  readonly cases: readonly RuleCase[];
  readonly pace: Pace;
}

function isRead(expr: string, { record, labels: { objective, window } }: RecordingRule): boolean {
  const selector = `${record}{objective="${objective ?? ''}"`;
  return expr.includes(`${selector}}`) || expr.includes(`${selector},window="${window ?? ''}"}`);
}

function neededBy(expr: string, all: readonly RecordingRule[]): Set<RecordingRule> {
  const needed = new Set<RecordingRule>();
  const expressions = [expr];
  for (const reader of expressions) {
    for (const rule of all.filter((other) => other.expr !== reader && !needed.has(other) && isRead(reader, other))) {
      needed.add(rule);
      expressions.push(rule.expr);
    }
  }
  return needed;
}

/** The pair of the shortest windows, and what has no pair, is tested at the real pace. */
function paceOf({ labels: { long_window: long } }: AlertRule): Pace {
  return long === undefined || long === '1h' ? realPace : slowPace;
}

function casesOf({ alert, labels }: AlertRule, objective: Objective, pace: Pace): RuleCase[] {
  if (alert.endsWith('DataAbsent')) return absenceCases(alert, objective);
  const pair = windowPairs.find(({ long }) => long === labels.long_window);
  return pair && errorBudget(objective) !== null
    ? burnCases(alert, objective, pair, pace)
    : valueCases(alert, objective);
}

/** The tests of every alert that objectives give rise to. */
export function ruleTests(objectives: Objectives): RuleTest[] {
  const rules = (pace: Pace) => {
    const recordings = recordingRules(objectives, pace).groups.flatMap((group) => group.rules);
    return alertRules(objectives, pace)
      .groups.flatMap((group) => group.rules)
      .filter((alert) => paceOf(alert) === pace)
      .map((alert) => {
        const objective = objectives.find(({ id }) => id === alert.labels.objective);
        const needed = neededBy(alert.expr, recordings);
        return {
          alert,
          pace,
          recordings: objective ? recordings.filter((rule) => needed.has(rule)) : [],
          cases: objective
            ? casesOf(alert, objective, pace)
            : targetCases.filter((ruleCase) => ruleCase.alert === alert.alert),
        };
      });
  };
  return [...rules(realPace), ...rules(slowPace)];
}
