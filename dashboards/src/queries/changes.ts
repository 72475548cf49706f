import { SERVICE } from './promql.js';
import { catalogue } from './query.js';

/** Alerts about objectives, some of which are about no job, and about targets; no other alert of a shared Prometheus. */
const alertsOfOurs = (...where: string[]): string =>
  [
    ['objective!=""', 'job=~"$job"'],
    ['objective!=""', 'job=""'],
    ['alertname=~"TargetDown|JobDown"', 'job=~"$job"'],
  ]
    .map((ours) => `ALERTS{${[...where, ...ours].join(',')}}`)
    .join(' or ');

/** What changed in the time range; of the console, as dashboards have marks instead. */
export const changeQueries = catalogue({
  starts: {
    expr: `max by (job, instance, version, commit) (process_start_time_seconds{${SERVICE}} * on (job, instance) group_left (version, commit) chat_build_info{${SERVICE}})`,
    legend: '{{instance}} {{version}} {{commit}}',
    unit: 's',
    description: 'When the process of an instance started, in Unix time, and of which build it is.',
  },
  alerts: {
    expr: `max by (alertname, objective, severity) (${alertsOfOurs('alertstate="firing"')})`,
    legend: '{{alertname}}',
    unit: 'none',
    description: 'Alerts of Prometheus about objectives and targets; 1 while one fires.',
    needs: 'alerts',
  },
  alertStates: {
    expr: `max by (alertname, alertstate) (${alertsOfOurs()})`,
    legend: '{{alertname}} {{alertstate}}',
    unit: 'none',
    description: 'Alerts of Prometheus about objectives and targets by their state; 1 while one is pending or fires.',
    needs: 'alerts',
  },
});
