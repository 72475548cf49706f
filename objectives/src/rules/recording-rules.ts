import { formatTarget, valueUnit } from '../format.js';
import { errorBudget, limitOf } from '../limit.js';
import type { Objective, Objectives } from '../schema.js';
import { budgetRules } from './budget-rules.js';
import { measuredSeries } from './measured-series.js';
import { planOf, type Plan, type RuleOptions } from './options.js';
import { promNumber } from './promql.js';
import { record } from './recorded.js';
import type { RecordingRule, RuleGroup, Rules } from './rule.js';
import { valueRules } from './value-rules.js';

function promiseRules(objective: Objective): RecordingRule[] {
  const { title, promise, indicator, severity, runbook, window } = objective;
  const unit = valueUnit(objective);
  const budget = errorBudget(objective);
  const about = { title, promise, kind: indicator.kind, unit, severity, target: formatTarget(objective), runbook };
  return [
    record('info', objective, 'vector(1)', { ...about, ...(window !== undefined && { window }) }),
    record('target', objective, `vector(${promNumber(limitOf(objective).value)})`),
    ...(budget === null ? [] : [record('budget', objective, `vector(${promNumber(budget)})`)]),
  ];
}

function measurementRules(objective: Objective, plan: Plan): RecordingRule[] {
  const series = measuredSeries(objective.indicator);
  if (series === null) return [];
  const rules = errorBudget(objective) === null ? valueRules(objective, plan) : budgetRules(objective, plan);
  return [record('series', objective, `count by (job) (${series})`), ...rules];
}

function group(objective: Objective, plan: Plan): RuleGroup<RecordingRule> {
  return {
    name: `objective-${objective.id}`,
    intervalSeconds: plan.evaluationSeconds,
    notes: [objective.promise],
    rules: [...promiseRules(objective), ...measurementRules(objective, plan)],
  };
}

/**
 * The recording rules of objectives, a group for each. Rules of a group read those above them.
 *
 * Throws an {@link ObjectivesError} `window_too_short` when the options leave a window fewer than four scrapes.
 *
 * @example
 * recordingRules(loadObjectives()).groups[0]?.rules[0]?.record; // 'objective:info'
 */
export function recordingRules(objectives: Objectives, options: RuleOptions = {}): Rules<RecordingRule> {
  const plan = planOf(objectives, options);
  return { groups: objectives.map((objective) => group(objective, plan)) };
}
