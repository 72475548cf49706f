import { RULE_STATES, type AlertRule, type RuleState } from '../../data/grafana/alert-rule';

/** Which rules are shown; empty means all. */
export interface RuleFilter {
  readonly states: readonly RuleState[];
  readonly severity: string;
  /** Words, all of which are somewhere in the rule. */
  readonly text: string;
}

const searchable = (rule: AlertRule, title: string): string =>
  [rule.name, title, rule.objective, rule.query, ...rule.alerts.map(({ summary }) => summary)].join('\n').toLowerCase();

/** Whether a rule is to be shown. */
export const matches = (rule: AlertRule, { states, severity, text }: RuleFilter, title = ''): boolean => {
  if (states.length > 0 && !states.includes(rule.state)) return false;
  if (severity !== '' && rule.severity !== severity) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const where = searchable(rule, title);
  return words.every((word) => where.includes(word));
};

/** How many rules are in each state; states without rules are left out. */
export const countStates = (rules: readonly AlertRule[]): ReadonlyMap<RuleState, number> => {
  const counts = new Map<RuleState, number>();
  for (const { state } of rules) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
};

const isState = (text: string): text is RuleState => RULE_STATES.some((state) => state === text);

/** Reads the filter from the address, where it stands so that a link shows the same: `state`, `severity`, `search`. */
export const filterOf = (search: string): RuleFilter => {
  const parameters = new URLSearchParams(search);
  return {
    states: parameters.getAll('state').filter(isState),
    severity: parameters.get('severity') ?? '',
    text: parameters.get('search') ?? '',
  };
};

/** The parameters of the address that say this filter; null takes one away. */
export const parametersOf = ({ states, severity, text }: RuleFilter): Record<string, string | string[] | null> => ({
  state: states.length === 0 ? null : [...states],
  severity: severity === '' ? null : severity,
  search: text === '' ? null : text,
});
