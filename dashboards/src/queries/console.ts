import { RECORDED } from '@chatwatch/objectives/names';
import { WHOLE_SERVICE } from './promql.js';
import { catalogue } from './query.js';

const CHOSEN = 'objective="$objective"';
const OF_SERVICE = `${WHOLE_SERVICE},${CHOSEN}`;

/** Of each objective, in its own window: the one that its value has. */
const inOwnWindow = (name: 'events' | 'badEvents'): string =>
  `max by (objective) (${RECORDED[name]}{${WHOLE_SERVICE}} and on (objective, job, window) ${RECORDED.value}{${WHOLE_SERVICE}})`;

/** What pages of the console about objectives ask beside what dashboards ask. */
export const consoleQueries = catalogue({
  promises: {
    expr: `max by (objective, title, promise, kind, unit, target, window, severity, runbook) (${RECORDED.info})`,
    legend: '{{title}}',
    unit: 'none',
    description: 'What is promised, by each objective.',
  },
  values: {
    expr: `max by (objective) (${RECORDED.value}{${WHOLE_SERVICE}})`,
    legend: '{{objective}}',
    unit: 'none',
    description: 'The measured value of each objective, in its own unit and over its own window.',
    needs: 'verdicts',
  },
  chosenValues: {
    expr: `max by (objective) (${RECORDED.value}{${WHOLE_SERVICE},objective=~"$objective"})`,
    legend: '{{objective}}',
    unit: 'none',
    description: 'The same of the objectives that are looked at.',
    needs: 'verdicts',
  },
  exhaustions: {
    expr: `min by (objective) (${RECORDED.exhaustion}{${WHOLE_SERVICE},window="1h"})`,
    legend: '{{objective}}',
    unit: 's',
    description: 'Time until the budget of each objective is used up, if it goes on as in the last hour.',
    needs: 'burning',
  },
  events: {
    expr: inOwnWindow('events'),
    legend: '{{objective}}',
    unit: 'short',
    description: 'Events that were judged in the window of each objective.',
    needs: 'verdicts',
  },
  badEvents: {
    expr: inOwnWindow('badEvents'),
    legend: '{{objective}}',
    unit: 'short',
    description: 'Events that broke the promise, in the window of each objective.',
    needs: 'budgets',
  },
  targetsUp: {
    expr: `sum by (job) (up{${WHOLE_SERVICE}})`,
    legend: '{{job}}',
    unit: 'short',
    description: 'Targets that answer Prometheus.',
  },
  windowBadEvents: {
    expr: `max by (window) (${RECORDED.badEvents}{${OF_SERVICE}})`,
    legend: '{{window}}',
    unit: 'short',
    description: 'Events of one objective that broke the promise, over several windows.',
    needs: 'budgets',
  },
  objectiveAlerts: {
    expr: `max by (alertname, alertstate, severity, long_window, short_window) (ALERTS{${OF_SERVICE}} or ALERTS{job="",${CHOSEN}})`,
    legend: '{{alertname}}',
    unit: 'none',
    description: 'Alerts of one objective that fire, or will if what they ask for lasts.',
    needs: 'alerts',
  },
});
