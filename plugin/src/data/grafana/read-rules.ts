import { APP_ID } from '@chatwatch/objectives/names';
import * as z from 'zod/mini';
import { compareStates, type AlertInstance, type AlertRule, type RuleOrigin } from './alert-rule';
import { alertingRule, type AnsweredAlert, type AnsweredRule, type RulesAnswer } from './rule-answer';
import { instanceState, ruleState } from './rule-state';

/** Our rules of an answer. */
export interface ReadRules {
  readonly rules: readonly AlertRule[];
  /** How many rules had another shape than those of Grafana and Prometheus. */
  readonly unreadable: number;
}

/** A moment in milliseconds; undefined for Go's moment that never was, the year 1. */
const momentMs = (text: string | null | undefined): number | undefined => {
  const timeMs = Date.parse(text ?? '');
  return timeMs > 0 ? timeMs : undefined;
};

/**
 * Grafana tells the values of the condition, `threshold: 1e+00`, which say only that it holds, and of named queries
 * `query: 1.4e+01`; Prometheus tells what the query gave.
 */
const valueOf = (text: string | undefined, origin: RuleOrigin): number | undefined => {
  const number = origin === 'prometheus' ? text : /\bquery: ([^,]+)/.exec(text ?? '')?.[1];
  const value = Number.parseFloat(number ?? '');
  return Number.isFinite(value) ? value : undefined;
};

const instanceOf = (alert: AnsweredAlert, origin: RuleOrigin): AlertInstance => ({
  state: instanceState(alert.state),
  labels: alert.labels,
  summary: alert.annotations?.summary ?? '',
  description: alert.annotations?.description ?? '',
  activeAtMs: momentMs(alert.activeAt),
  value: valueOf(alert.value, origin),
});

const byStateAndAge = (one: AlertInstance, other: AlertInstance): number =>
  compareStates(one.state, other.state) || (one.activeAtMs ?? Infinity) - (other.activeAtMs ?? Infinity);

/** An alert of a rule that is not normal; Grafana lists the normal ones too. */
const isActive = ({ state }: AlertInstance): boolean => state !== 'normal';

interface Place {
  readonly group: string;
  readonly folder: string;
  readonly origin: RuleOrigin;
}

const ruleOf = (answered: AnsweredRule, { group, folder, origin }: Place, index: number): AlertRule => {
  const { name, uid, duration = 0, keepFiringFor = 0, query, lastError, lastEvaluation } = answered;
  const labels = answered.labels ?? {};
  const alerts = (answered.alerts ?? [])
    .map((alert) => instanceOf(alert, origin))
    .filter(isActive)
    .sort(byStateAndAge);
  const moments = alerts.flatMap(({ activeAtMs }) => activeAtMs ?? []);
  return {
    key: uid ?? JSON.stringify([folder, group, name, index]),
    origin,
    uid,
    name,
    group,
    folder,
    objective: labels.objective,
    severity: labels.severity ?? '',
    state: ruleState(answered),
    forSeconds: duration,
    keepFiringForSeconds: keepFiringFor,
    query,
    labels,
    runbook: answered.annotations?.runbook_url,
    alerts,
    activeAtMs: moments.length === 0 ? undefined : moments.reduce((oldest, next) => Math.min(oldest, next)),
    lastError: lastError === '' ? undefined : lastError,
    lastEvaluationMs: momentMs(lastEvaluation),
  };
};

/** Rules about objectives, and those about targets, whose annotations lead to this app. */
const isOurs = ({ labels, annotations }: AnsweredRule): boolean =>
  labels?.objective !== undefined || (annotations?.app_url ?? '').includes(`/${APP_ID}`);

const isRecording = (rule: unknown): boolean => z.safeParse(z.object({ type: z.literal('recording') }), rule).success;

/** Takes our rules out of an answer about all rules; recording rules and the rules of others are left out. */
export const readRules = ({ data }: RulesAnswer, origin: RuleOrigin): ReadRules => {
  let unreadable = 0;
  const rules = data.groups.flatMap(({ name, file, rules: all }) =>
    (all ?? []).flatMap((rule, index) => {
      if (isRecording(rule)) return [];
      const read = z.safeParse(alertingRule, rule);
      if (!read.success) unreadable += 1;
      return read.success && isOurs(read.data) ? [ruleOf(read.data, { group: name, folder: file, origin }, index)] : [];
    }),
  );
  return { rules, unreadable };
};
