import { errorBudget, limitOf } from '../limit.js';
import type { IndicatorOf, Objective, Series } from '../schema.js';
import { counterIncrease, overWindow } from './increase.js';
import type { Plan } from './options.js';
import { bucketMatcher, promNumber, selector } from './promql.js';
import { record, recorded } from './recorded.js';
import type { RecordingRule } from './rule.js';
import { budgetWindows, ownWindow, windowPairs } from './windows.js';

type Expression = (range: string) => string;

/** How events and bad ones are counted over a range; `bad` may read the events recorded just before. */
interface Counted {
  readonly events: Expression;
  readonly bad: (range: string, events: string) => string;
}

function allBut(events: string, good: string): string {
  // Both are extrapolated, not always to the same end, so good ones can seem more than all.
  return `clamp_min(sum by (job) (${events}) - ${good}, 0)`;
}

function bucketOf({ metric, where, bound }: IndicatorOf<'within'>): Series {
  return { metric: `${metric}_bucket`, where: [...where, bucketMatcher(bound)] };
}

function countWithin(indicator: IndicatorOf<'within'>): Counted {
  const all = { metric: `${indicator.metric}_count`, where: indicator.where };
  const inside = bucketOf(indicator);
  return {
    events: (range) => counterIncrease(all, range),
    bad: (range, events) => allBut(events, counterIncrease(inside, range)),
  };
}

function countEvents({ matching, total }: IndicatorOf<'events'>, isGood: boolean): Counted {
  // A labelled counter appears with its first event, so where it is absent it is zero.
  const matched = (range: string, events: string): string =>
    `${counterIncrease(matching, range)} or 0 * sum by (job) (${events})`;
  return {
    events: (range) => counterIncrease(total, range),
    bad: (range, events) => (isGood ? allBut(events, `(${matched(range, events)})`) : matched(range, events)),
  };
}

function countScrapes({ metric, where }: IndicatorOf<'gauge'>): Counted {
  const gauge = selector(metric, where);
  return {
    events: (range) => `sum by (job) (count_over_time(${gauge}[${range}]))`,
    bad: (range, events) => allBut(events, `sum by (job) (sum_over_time(${gauge}[${range}]))`),
  };
}

function countedOf(objective: Objective): Counted {
  const { indicator } = objective;
  switch (indicator.kind) {
    case 'within':
      return countWithin(indicator);
    case 'events':
      return countEvents(indicator, limitOf(objective).comparison === 'atLeast');
    case 'gauge':
      return countScrapes(indicator);
    default:
      throw new RangeError(`${objective.id} has no error budget`);
  }
}

function windowRules(objective: Objective, window: string, budget: number, plan: Plan): RecordingRule[] {
  const { events, bad } = countedOf(objective);
  const all = recorded('events', objective, window);
  const failed = recorded('badEvents', objective, window);
  const failures = overWindow('badEvents', objective, window, plan, (range) => bad(range, all));
  return [
    record('events', objective, overWindow('events', objective, window, plan, events), { window }),
    record('badEvents', objective, failures, { window }),
    record('errorRatio', objective, `${failed} / (${all} > 0)`, { window }),
    record('burnRate', objective, `${recorded('errorRatio', objective, window)} / ${promNumber(budget)}`, { window }),
  ];
}

function exhaustionRule(objective: Objective, window: string, plan: Plan): RecordingRule {
  const left = `clamp_min(${recorded('budgetLeft', objective)}, 0)`;
  const burn = `(${recorded('burnRate', objective, window)} > 0)`;
  const seconds = promNumber(plan.secondsOf(ownWindow(objective)));
  return record('exhaustion', objective, `${seconds} * ${left} / on (job, objective) ${burn}`, { window });
}

function verdictRules(objective: Objective, plan: Plan): RecordingRule[] {
  const { indicator } = objective;
  const window = ownWindow(objective);
  const ratio = recorded('errorRatio', objective, window);
  const { comparison, value } = limitOf(objective);
  const operator = comparison === 'atLeast' ? '>=' : '<=';
  const met = `${recorded('value', objective)} ${operator} bool ${promNumber(value)}`;
  const enough =
    'minimumEvents' in indicator
      ? ` and on (job) ${recorded('events', objective, window)} >= ${indicator.minimumEvents}`
      : '';
  const longWindows = windowPairs.map(({ long }) => long).filter((long) => budgetWindows(objective).includes(long));
  return [
    record('budgetLeft', objective, `1 - ${recorded('burnRate', objective, window)}`, { window }),
    ...longWindows.map((long) => exhaustionRule(objective, long, plan)),
    record('value', objective, comparison === 'atLeast' ? `1 - ${ratio}` : ratio, { window }),
    record('met', objective, `(${met})${enough}`, { window }),
  ];
}

/** The rules of an objective that has an error budget: events, failures and burn in each window, then the verdict. */
export function budgetRules(objective: Objective, plan: Plan): RecordingRule[] {
  const budget = errorBudget(objective) ?? 0;
  const windows = budgetWindows(objective);
  return [
    ...windows.flatMap((window) => windowRules(objective, window, budget, plan)),
    ...verdictRules(objective, plan),
  ];
}
