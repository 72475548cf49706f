import { compareStates, type AlertRule, type RuleState } from '../../data/grafana/alert-rule';

/** The rules of an objective, or those about targets. */
export interface RuleGroup {
  /** Empty for the rules that belong to no objective. */
  readonly objective: string;
  readonly rules: readonly AlertRule[];
  /** That of its worst rule. */
  readonly state: RuleState;
}

const SEVERITIES = ['page', 'ticket'];
const severityRank = ({ severity }: AlertRule): number => {
  const rank = SEVERITIES.indexOf(severity);
  return rank === -1 ? SEVERITIES.length : rank;
};

/** What wakes somebody comes before what can wait, and what has lasted longest before what is new. */
const compareRules = (one: AlertRule, other: AlertRule): number =>
  compareStates(one.state, other.state) ||
  severityRank(one) - severityRank(other) ||
  (one.activeAtMs ?? Infinity) - (other.activeAtMs ?? Infinity) ||
  one.name.localeCompare(other.name);

/** Rules by objective, worst first, and worst first in each. */
export const groupRules = (rules: readonly AlertRule[]): RuleGroup[] => {
  const groups = new Map<string, AlertRule[]>();
  for (const rule of [...rules].sort(compareRules)) {
    const objective = rule.objective ?? '';
    const group = groups.get(objective) ?? [];
    if (group.length === 0) groups.set(objective, group);
    group.push(rule);
  }
  // A map keeps the order in which groups came up, and the worst rule of each came first.
  return [...groups].map(([objective, all]) => ({ objective, rules: all, state: all[0]?.state ?? 'normal' }));
};

/**
 * The first rules of groups, as many as there is room for; a group that does not fit wholly is cut.
 * @param limit how many rules
 */
export const firstRules = (groups: readonly RuleGroup[], limit: number): RuleGroup[] => {
  let room = limit;
  return groups.flatMap((group) => {
    const rules = group.rules.slice(0, Math.max(0, room));
    room -= rules.length;
    return rules.length === 0 ? [] : [{ ...group, rules }];
  });
};
