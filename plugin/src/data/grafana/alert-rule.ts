/**
 * What an alert rule is in, those to look at first: one that cannot be evaluated watches nothing, and nobody is told of
 * it.
 */
export const RULE_STATES = [
  'error',
  'firing',
  'no_data',
  'recovering',
  'pending',
  'waiting',
  'paused',
  'normal',
] as const;

/** One of {@link RULE_STATES}. */
export type RuleState = (typeof RULE_STATES)[number];

/** Where a rule is evaluated: by Grafana, or by the Prometheus of the data source. */
export type RuleOrigin = 'grafana' | 'prometheus';

/** One alert of a rule: a series that its query gave. */
export interface AlertInstance {
  readonly state: RuleState;
  readonly labels: Readonly<Record<string, string>>;
  /** With the numbers of the moment; empty where the rule has none. */
  readonly summary: string;
  readonly description: string;
  /** Since when, in milliseconds; undefined where it was never active. */
  readonly activeAtMs: number | undefined;
  /** What the query gave; undefined where the origin tells another number, such as that of a condition. */
  readonly value: number | undefined;
}

/** An alert rule, whoever evaluates it. */
export interface AlertRule {
  /** Unique among the rules of an answer. */
  readonly key: string;
  readonly origin: RuleOrigin;
  /** Grafana's own name of it; undefined for Prometheus' rules. */
  readonly uid: string | undefined;
  readonly name: string;
  readonly group: string;
  /** Grafana's folder, or Prometheus' file. */
  readonly folder: string;
  /** The id of the objective that it watches; undefined where it watches targets. */
  readonly objective: string | undefined;
  /** `page` or `ticket`; another word where somebody else wrote the rule, empty where it says none. */
  readonly severity: string;
  readonly state: RuleState;
  readonly forSeconds: number;
  readonly keepFiringForSeconds: number;
  readonly query: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The address or the path of what to do; undefined where there is none. */
  readonly runbook: string | undefined;
  /** What is active first, the longest active of it first. */
  readonly alerts: readonly AlertInstance[];
  /** Since when its oldest alert is active, in milliseconds. */
  readonly activeAtMs: number | undefined;
  /** Why it could not be evaluated, in the words of who tried. */
  readonly lastError: string | undefined;
  readonly lastEvaluationMs: number | undefined;
}

const rank = new Map<RuleState, number>(RULE_STATES.map((state, index) => [state, index]));

/** Orders states: negative when the first is the one to look at first. */
export const compareStates = (one: RuleState, other: RuleState): number =>
  (rank.get(one) ?? 0) - (rank.get(other) ?? 0);
