import { limitOf } from '../limit.js';
import type { IndicatorOf, Objective } from '../schema.js';
import { counterIncrease, overWindow } from './increase.js';
import type { Plan } from './options.js';
import { promNumber, selector } from './promql.js';
import { record, recorded } from './recorded.js';
import type { RecordingRule } from './rule.js';
import { baseWindow, fits, longestRawWindow, ownWindow } from './windows.js';

/** The windows that a sum is recorded for: the objective's own, and before it the one that it is added up from. */
function summedWindows(objective: Objective): string[] {
  const own = ownWindow(objective);
  return fits(own, longestRawWindow) ? [own] : [baseWindow, own];
}

interface Parts {
  readonly sum: (range: string) => string;
  readonly events: (range: string) => string;
}

function quotientRules(objective: Objective, { sum, events }: Parts, plan: Plan): RecordingRule[] {
  const window = ownWindow(objective);
  const sums = summedWindows(objective).flatMap((part) => [
    record('events', objective, overWindow('events', objective, part, plan, events), { window: part }),
    record('sum', objective, overWindow('sum', objective, part, plan, sum), { window: part }),
  ]);
  const quotient = `${recorded('sum', objective, window)} / (${recorded('events', objective, window)} > 0)`;
  return [...sums, record('value', objective, quotient, { window })];
}

function averageRules(objective: Objective, { metric, where }: IndicatorOf<'average'>, plan: Plan): RecordingRule[] {
  const parts = {
    sum: (range: string) => counterIncrease({ metric: `${metric}_sum`, where }, range),
    events: (range: string) => counterIncrease({ metric: `${metric}_count`, where }, range),
  };
  return quotientRules(objective, parts, plan);
}

function extremeRules(objective: Objective, indicator: IndicatorOf<'gauge'>, plan: Plan): RecordingRule[] {
  const window = ownWindow(objective);
  const shortened = indicator.aggregate === 'minimum' ? 'min' : 'max';
  const over = (series: string, part: string): string => `${shortened}_over_time(${series}[${plan.rangeOf(part)}])`;
  const raw = (part: string): string =>
    `${shortened} by (job) (${over(selector(indicator.metric, indicator.where), part)})`;
  if (fits(window, longestRawWindow)) return [record('value', objective, raw(window), { window })];
  return [
    record('extreme', objective, raw(baseWindow), { window: baseWindow }),
    record('value', objective, over(recorded('extreme', objective, baseWindow), window), { window }),
  ];
}

function gaugeRules(objective: Objective, indicator: IndicatorOf<'gauge'>, plan: Plan): RecordingRule[] {
  if (indicator.aggregate !== 'average') return extremeRules(objective, indicator, plan);
  const gauge = selector(indicator.metric, indicator.where);
  const parts = {
    sum: (range: string) => `sum by (job) (sum_over_time(${gauge}[${range}]))`,
    events: (range: string) => `sum by (job) (count_over_time(${gauge}[${range}]))`,
  };
  return quotientRules(objective, parts, plan);
}

/**
 * The slope of the line that fits a window best, of the series that climbs fastest. Two readings would do for a line;
 * where garbage is collected they would catch a peak and a trough. A restart in the window hides growth until it is out.
 */
function growthRules(objective: Objective, indicator: IndicatorOf<'growth'>, plan: Plan): RecordingRule[] {
  const window = ownWindow(objective);
  const range = plan.rangeOf(window);
  const gauge = selector(indicator.metric, indicator.where);
  const perHour = `3600 * deriv(${gauge}[${range}])`;
  // While a gauge grows, its smallest value is where it began.
  const growth = indicator.measure === 'absolute' ? perHour : `${perHour} / (min_over_time(${gauge}[${range}]) > 0)`;
  const isOldEnough = `${gauge} offset ${plan.rangeOf(indicator.minimumElapsed)}`;
  return [record('value', objective, `max by (job) (\n  ${growth}\n  and ${isOldEnough}\n)`, { window })];
}

function measuredRules(objective: Objective, plan: Plan): RecordingRule[] {
  const { indicator } = objective;
  switch (indicator.kind) {
    case 'average':
      return averageRules(objective, indicator, plan);
    case 'gauge':
      return gaugeRules(objective, indicator, plan);
    case 'growth':
      return growthRules(objective, indicator, plan);
    default:
      throw new RangeError(`${objective.id} has an error budget, or is measured elsewhere`);
  }
}

/** The rules of an objective without an error budget: its value in its own window and whether that keeps the promise. */
export function valueRules(objective: Objective, plan: Plan): RecordingRule[] {
  const { indicator } = objective;
  const window = ownWindow(objective);
  const { comparison, value } = limitOf(objective);
  // What is not a number is above nothing, and so filtered out.
  const judged = `((${recorded('value', objective)} > -Inf) ${comparison === 'atLeast' ? '>=' : '<='} bool ${promNumber(value)})`;
  const enough =
    'minimumEvents' in indicator
      ? ` and on (job) ${recorded('events', objective, window)} >= ${indicator.minimumEvents}`
      : '';
  return [...measuredRules(objective, plan), record('met', objective, `${judged}${enough}`, { window })];
}
