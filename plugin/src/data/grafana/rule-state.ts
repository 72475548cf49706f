import { compareStates, type RuleState } from './alert-rule';
import type { AnsweredRule } from './rule-answer';

const INSTANCE_STATES: Readonly<Record<string, RuleState>> = {
  alerting: 'firing',
  firing: 'firing',
  pending: 'pending',
  recovering: 'recovering',
  nodata: 'no_data',
  error: 'error',
};

/**
 * The state of one alert. Grafana appends its reason: `Alerting (Error)` fires because it could not ask, and
 * `Normal (Error, KeepLast)` is as blind; `Normal (NoData)` is how a rule without a match looks when all is well.
 */
export const instanceState = (text: string): RuleState => {
  const [word = '', reason = ''] = text.split(' (');
  if (/\bError\b/.test(reason)) return 'error';
  return INSTANCE_STATES[word.toLowerCase()] ?? 'normal';
};

const HEALTH_STATES: Readonly<Record<string, RuleState>> = {
  error: 'error',
  err: 'error',
  nodata: 'no_data',
  unknown: 'waiting',
};

/** The state of a rule: the worst of what it says of itself, of its health, and of its alerts. */
export const ruleState = ({ isPaused, state, health, alerts }: AnsweredRule): RuleState => {
  if (isPaused === true) return 'paused';
  const all = [
    instanceState(state),
    HEALTH_STATES[health.toLowerCase()] ?? 'normal',
    ...(alerts ?? []).map((alert) => instanceState(alert.state)),
  ];
  return all.reduce((worst, next) => (compareStates(next, worst) < 0 ? next : worst), 'normal');
};
