import type { Objective, Objectives } from '../schema.js';
import { absenceTexts, burnTexts, objectiveLinks, promTemplates, valueTexts } from './annotations.js';
import {
  alertPrefix,
  type BurnCondition,
  burnConditions,
  fittingPairs,
  greatestBurn,
  missCondition,
} from './conditions.js';
import { measuredSeries } from './measured-series.js';
import { planOf, type Plan, type RuleOptions } from './options.js';
import { promDuration, promNumber } from './promql.js';
import { recorded } from './recorded.js';
import type { AlertRule, RuleGroup, Rules } from './rule.js';
import { targetGroup } from './target-alerts.js';
import { burnFactor, type WindowPair } from './windows.js';

/** The page that says what to do when an objective's metric is gone. */
const absenceRunbook = 'absent-data';

type Written = Omit<AlertRule, 'annotations'>;

function finished(rule: Written): AlertRule {
  return { ...rule, annotations: promTemplates(rule.texts) };
}

/** Events that a long window needs before its ratio says something. */
function enoughEvents(objective: Objective, { long }: WindowPair, plan: Plan): string {
  const { indicator } = objective;
  const events = recorded('events', objective, long);
  if ('minimumEvents' in indicator) return `${events} >= ${indicator.minimumEvents}`;
  // Of scrapes, as many as half the window has: one that failed while everything started is not an outage.
  const half = promNumber(Math.floor(plan.secondsOf(long) / plan.scrapeSeconds / 2));
  return `${events} >= on (job) ${half} * ${recorded('series', objective)}`;
}

function burnRule(objective: Objective, { alert, severity, pair, ...condition }: BurnCondition, plan: Plan): AlertRule {
  const { id, runbook } = objective;
  const factor = promNumber(condition.factor);
  const over = (window: string): string => `${recorded('burnRate', objective, window)} > ${factor}`;
  return finished({
    alert,
    expr: `${over(pair.long)}\nand on (job) ${over(pair.short)}\nand on (job) ${enoughEvents(objective, pair, plan)}`,
    for: plan.rangeOf(pair.for),
    keepFiringFor: plan.rangeOf(pair.keepFiringFor),
    labels: {
      objective: id,
      severity,
      long_window: pair.long,
      short_window: pair.short,
    },
    texts: { ...burnTexts(objective, pair.long), ...objectiveLinks(objective, runbook, plan.links) },
  });
}

function valueRule(objective: Objective, plan: Plan): AlertRule {
  const { id, runbook } = objective;
  const { alert, severity, forSeconds } = missCondition(objective);
  const patience = promDuration(forSeconds * plan.secondsOf('1s'));
  return finished({
    alert,
    expr: `${recorded('value', objective)}\nand on (job) ${recorded('met', objective)} == 0`,
    for: patience,
    keepFiringFor: patience,
    labels: { objective: id, severity },
    texts: { ...valueTexts(objective), ...objectiveLinks(objective, runbook, plan.links) },
  });
}

function absenceRule(objective: Objective, series: string, plan: Plan): AlertRule {
  const { id, severity } = objective;
  const now = recorded('series', objective);
  const lately = `last_over_time(${now}[${plan.rangeOf('1d')}])`;
  return finished({
    alert: `${alertPrefix(objective)}DataAbsent`,
    // A job that had the metric within a day and has it no more, or no job that had it.
    expr: `group by (job) (${lately}) unless on (job) ${now}\nor absent(${lately})`,
    for: plan.rangeOf('10m'),
    keepFiringFor: plan.rangeOf('5m'),
    labels: { objective: id, severity },
    texts: { ...absenceTexts(objective, series), ...objectiveLinks(objective, absenceRunbook, plan.links) },
  });
}

function leftOut(objective: Objective, pair: WindowPair): string {
  const factor = promNumber(burnFactor(pair, objective));
  const most = promNumber(Number(greatestBurn(objective).toPrecision(4)));
  return `Left out: ${pair.long} & ${pair.short}. It asks for ${factor} times the budget, and if all events were bad it would burn ${most} times too fast.`;
}

function group(objective: Objective, plan: Plan): RuleGroup<AlertRule>[] {
  const series = measuredSeries(objective.indicator);
  if (series === null) return [];
  const conditions = burnConditions(objective);
  const burns = conditions.map((condition) => burnRule(objective, condition, plan));
  const judged = burns.length > 0 ? burns : [valueRule(objective, plan)];
  const canFire = (pair: WindowPair): boolean => conditions.some((condition) => condition.pair === pair);
  const notes = fittingPairs(objective)
    .filter((pair) => !canFire(pair))
    .map((pair) => leftOut(objective, pair));
  return [
    {
      name: `objective-${objective.id}-alerts`,
      intervalSeconds: plan.evaluationSeconds,
      notes: [objective.promise, ...notes],
      rules: [...judged, absenceRule(objective, series, plan)],
    },
  ];
}

/**
 * The alerts of objectives, a group for each that is measured from series, and one for targets that do not answer. They
 * read what {@link recordingRules} record.
 *
 * Throws an {@link ObjectivesError} `window_too_short` when the options leave a window fewer than four scrapes.
 */
export function alertRules(objectives: Objectives, options: RuleOptions = {}): Rules<AlertRule> {
  const plan = planOf(objectives, options);
  return { groups: [...objectives.flatMap((objective) => group(objective, plan)), targetGroup(plan)] };
}
