import type { Alert } from '../rules/alert-states.js';
import type { RuleGroupStatus, RuleStatus } from '../rules/rule-group.js';
import { formatExponential } from '../rules/template/format-number.js';
import { badParameter } from './api-error.js';
import type { ApiContext, Endpoint } from './endpoint.js';

const KINDS: ReadonlyMap<string, string> = new Map([
  ['alert', 'alerting'],
  ['record', 'recording'],
  ['', ''],
]);

/** `rules`: the groups of rules with how they go. */
export const rules: Endpoint = (context, parameters) => {
  const type = parameters.text('type');
  const kind = KINDS.get(type);
  if (kind === undefined) throw badParameter('type', `not supported value ${JSON.stringify(type)}`);
  return { groups: sortedGroups(context).map((group) => groupJson(group, kind)) };
};

/** `alerts`: the alerts that are pending or fire. */
export const alerts: Endpoint = (context) => ({
  alerts: sortedGroups(context).flatMap(({ rules: all }) => all.flatMap((rule) => rule.alerts.map(alertJson))),
});

const sortedGroups = ({ rules: engine }: ApiContext): RuleGroupStatus[] =>
  (engine?.groups ?? []).sort(({ group: one }, { group: other }) =>
    `${one.file}\0${one.name}` < `${other.file}\0${other.name}` ? -1 : 1,
  );

const groupJson = ({ group, rules: all, ...status }: RuleGroupStatus, kind: string): unknown => ({
  name: group.name,
  file: group.file,
  rules: all.filter(({ rule }) => kind === '' || rule.kind === kind).map(ruleJson),
  interval: group.intervalMs / 1000,
  limit: 0,
  ...evaluationJson(status),
});

const ruleJson = (status: RuleStatus): unknown => {
  const { rule, health, lastError } = status;
  const evaluation = { health, ...(lastError !== '' && { lastError }), ...evaluationJson(status), type: rule.kind };
  const { name, query, labels } = rule;
  if (rule.kind === 'recording') {
    return { name, query, ...(Object.keys(labels).length > 0 && { labels }), ...evaluation };
  }
  return {
    state: stateOf(status.alerts),
    name,
    query,
    duration: rule.forMs / 1000,
    keepFiringFor: rule.keepFiringForMs / 1000,
    labels,
    annotations: rule.annotations,
    alerts: status.alerts.map(alertJson),
    ...evaluation,
  };
};

const stateOf = (all: readonly Alert[]): string => {
  if (all.some(({ state }) => state === 'firing')) return 'firing';
  return all.length > 0 ? 'pending' : 'inactive';
};

const alertJson = ({ labels, annotations, state, activeAtMs, keepFiringSinceMs, value }: Alert): unknown => ({
  labels,
  annotations,
  state,
  activeAt: timeJson(activeAtMs),
  ...(keepFiringSinceMs !== undefined && { keepFiringSince: timeJson(keepFiringSinceMs) }),
  value: formatExponential(value),
});

const evaluationJson = (status: Pick<RuleStatus, 'evaluationSeconds' | 'lastEvaluationMs'>): object => ({
  evaluationTime: status.evaluationSeconds,
  lastEvaluation: timeJson(status.lastEvaluationMs),
});

/** A moment as Go writes it; what was not yet is its year 1. */
export const timeJson = (timeMs: number | undefined): string =>
  timeMs === undefined ? '0001-01-01T00:00:00Z' : new Date(timeMs).toISOString();
