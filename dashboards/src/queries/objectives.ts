import { RECORDED } from '@chatwatch/objectives/names';
import { HEALTH } from '../health.js';
import { WHOLE_SERVICE } from './promql.js';
import { catalogue } from './query.js';

const CHOSEN = 'objective="$objective"';
const OF_SERVICE = `${WHOLE_SERVICE},${CHOSEN}`;

const recorded = (name: keyof typeof RECORDED, ...where: string[]): string => `${RECORDED[name]}{${where.join(',')}}`;

/**
 * The numbers that `HEALTH` has words and colours for: of each objective, the first of these that holds. Burning is kept
 * while the last hour used its budget up too fast; without a verdict, waiting has series and silent has none.
 */
const state = (...chosen: string[]): string => {
  const ofService = [WHOLE_SERVICE, ...chosen];
  const met = recorded('met', ...ofService);
  const burning = `(${recorded('burnRate', ...ofService, 'window="1h"')} > 1)`;
  return [
    `(${met} == ${HEALTH.broken.value})`,
    `(${met} and on (objective, job) ${burning})`,
    `(${met} + ${HEALTH.kept.value - 1})`,
    `on (objective) (${recorded('series', ...ofService)} * 0 + ${HEALTH.waiting.value})`,
    `on (objective) (${recorded('info', ...chosen, 'kind="external"')} * ${HEALTH.elsewhere.value})`,
    `on (objective) (${recorded('info', ...chosen)} * ${HEALTH.silent.value})`,
  ].join(' or ');
};

/** Values or targets of objectives whose unit is this one. */
const inUnit = (unit: 'ratio' | 'seconds' | 'bytes', series: string, ...chosen: string[]): string =>
  `${series} and on (objective) ${recorded('info', ...chosen, `unit="${unit}"`)}`;

const inOwnWindow = (name: 'events' | 'badEvents'): string =>
  `max (${recorded(name, OF_SERVICE)} and on (objective, job, window) ${recorded('value', OF_SERVICE)})`;

const allValues = recorded('value', WHOLE_SERVICE);
const value = recorded('value', OF_SERVICE);
const target = recorded('target', CHOSEN);

/** All objectives at once, a row or a line each; of several jobs the worst. */
export const allObjectivesQueries = catalogue({
  info: {
    expr: `max by (objective, title, target) (${recorded('info')})`,
    legend: '{{title}}',
    unit: 'none',
    description: 'The objectives and their targets.',
  },
  state: {
    expr: `min by (objective) (${state()})`,
    legend: '{{objective}}',
    unit: 'none',
    description: 'The state of each objective.',
  },
  share: {
    expr: `max by (objective) (${inUnit('ratio', allValues)})`,
    legend: '{{objective}}',
    unit: 'percentunit',
    description: 'The measured value of objectives about shares, over their own windows.',
    needs: 'verdicts',
  },
  seconds: {
    expr: `max by (objective) (${inUnit('seconds', allValues)})`,
    legend: '{{objective}}',
    unit: 's',
    description: 'The measured value of objectives about times, over their own windows.',
    needs: 'verdicts',
  },
  bytes: {
    expr: `max by (objective) (${inUnit('bytes', allValues)})`,
    legend: '{{objective}}',
    unit: 'bytes',
    description: 'The measured value of objectives about sizes, over their own windows; growth is per hour.',
    needs: 'verdicts',
  },
  budgetLeft: {
    expr: `min by (objective) (${recorded('budgetLeft', WHOLE_SERVICE)})`,
    legend: '{{objective}}',
    unit: 'percentunit',
    description: 'Share of the error budget that is left of the objective’s window; below 0 it is overdrawn.',
    needs: 'budgets',
  },
  burnRate: {
    expr: `max by (objective) (${recorded('burnRate', WHOLE_SERVICE, 'window="1h"')})`,
    legend: '{{objective}}',
    unit: 'none',
    description: 'How many times faster than allowed the last hour used the budget up; 1 uses it up exactly.',
    needs: 'budgets',
  },
});

/** The objective that `$objective` names. */
export const objectiveQueries = catalogue({
  promise: {
    expr: `max by (title, promise, target, window, severity, runbook) (${recorded('info', CHOSEN)})`,
    legend: '{{title}}',
    unit: 'none',
    description: 'What is promised, how badly a breach matters, and which runbook says what to do.',
  },
  state: {
    expr: `min (${state(CHOSEN)})`,
    legend: 'state',
    unit: 'none',
    description: 'The state of the objective.',
  },
  burnRate: {
    expr: `max by (window) (${recorded('burnRate', OF_SERVICE)})`,
    legend: '{{window}}',
    unit: 'none',
    description:
      'How many times faster than allowed the budget is used up, over several windows; 1 uses it up exactly.',
    needs: 'budgets',
  },
  share: {
    expr: `max (${inUnit('ratio', value, CHOSEN)})`,
    legend: 'value (share)',
    unit: 'percentunit',
    description: 'The measured share, over the objective’s own window.',
    needs: 'verdicts',
  },
  seconds: {
    expr: `max (${inUnit('seconds', value, CHOSEN)})`,
    legend: 'value (time)',
    unit: 's',
    description: 'The measured time, over the objective’s own window.',
    needs: 'verdicts',
  },
  bytes: {
    expr: `max (${inUnit('bytes', value, CHOSEN)})`,
    legend: 'value (bytes)',
    unit: 'bytes',
    description: 'The measured size, over the objective’s own window; growth is per hour.',
    needs: 'verdicts',
  },
  targetShare: {
    expr: `max (${inUnit('ratio', target, CHOSEN)})`,
    legend: 'target (share)',
    unit: 'percentunit',
    description: 'The limit of an objective about a share.',
    isLimit: true,
    needs: 'otherUnit',
  },
  targetSeconds: {
    expr: `max (${inUnit('seconds', target, CHOSEN)})`,
    legend: 'target (time)',
    unit: 's',
    description: 'The limit of an objective about a time.',
    isLimit: true,
    needs: 'otherUnit',
  },
  targetBytes: {
    expr: `max (${inUnit('bytes', target, CHOSEN)})`,
    legend: 'target (bytes)',
    unit: 'bytes',
    description: 'The limit of an objective about a size.',
    isLimit: true,
    needs: 'otherUnit',
  },
  budgetLeft: {
    expr: `min (${recorded('budgetLeft', OF_SERVICE)})`,
    legend: 'left',
    unit: 'percentunit',
    description: 'Share of the error budget that is left of the objective’s window; below 0 it is overdrawn.',
    needs: 'budgets',
  },
  errorRatio: {
    expr: `max by (window) (${recorded('errorRatio', OF_SERVICE)})`,
    legend: '{{window}}',
    unit: 'percentunit',
    description: 'Share of events that broke the promise, over several windows.',
    needs: 'budgets',
  },
  allowed: {
    expr: `max (${recorded('budget', CHOSEN)})`,
    legend: 'allowed',
    unit: 'percentunit',
    description: 'Share of events that may break the promise.',
    isLimit: true,
    needs: 'budgets',
  },
  events: {
    expr: inOwnWindow('events'),
    legend: 'events',
    unit: 'short',
    description: 'Events that were judged in the objective’s window.',
    needs: 'budgets',
  },
  badEvents: {
    expr: inOwnWindow('badEvents'),
    legend: 'broke the promise',
    unit: 'short',
    description: 'Events in the objective’s window that broke the promise.',
    needs: 'budgets',
  },
  exhaustion: {
    expr: `min by (window) (${recorded('exhaustion', OF_SERVICE)})`,
    legend: 'at the pace of {{window}}',
    unit: 's',
    description: 'Time until the budget is used up, if it goes on as in a window; 0 when it is used up.',
    needs: 'burning',
  },
});
