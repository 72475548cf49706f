import { durationSeconds } from '../duration.js';
import type { Path } from '../position.js';
import type { Issue } from '../yaml-file.js';
import { EXPRESSIONS, type GrafanaRule, type RuleGroup } from './alert-rule-schema.js';

/** Grafana's scheduler ticks every ten seconds and refuses intervals that are not made of ticks. */
const TICK_SECONDS = 10;

/** Panels of each dashboard by its uid. */
export type Panels = ReadonlyMap<string, ReadonlySet<number>>;

const seconds = (duration: string): number => (duration === '0s' ? 0 : durationSeconds(duration));

type Step = GrafanaRule['data'][number];

/** The other steps that a step takes its input from. */
function inputsOf({ model }: Step): string[] {
  if (!('type' in model)) return [];
  if (model.type === 'threshold') return [model.expression];
  return [...model.expression.matchAll(/\$\{?([A-Za-z0-9_]+)\}?/g)].map(([, name = '']) => name);
}

function stepIssues(step: Step, index: number, steps: readonly Step[]): Issue[] {
  const at = (...path: Path): Path => ['data', index, ...path];
  const issues: Issue[] = [];
  const earlier = steps.slice(0, index).map(({ refId }) => refId);
  if (earlier.includes(step.refId)) {
    issues.push({ path: at('refId'), message: `is the refId of data[${earlier.indexOf(step.refId)}] already` });
  }
  if (step.model.refId !== step.refId) {
    issues.push({ path: at('model', 'refId'), message: `differs from the refId of its step, ${step.refId}` });
  }
  if (step.model.datasource.uid !== step.datasourceUid) {
    issues.push({
      path: at('model', 'datasource', 'uid'),
      message: `differs from datasourceUid, ${step.datasourceUid}`,
    });
  }
  const missing = inputsOf(step).filter((input) => !earlier.includes(input));
  for (const name of missing) {
    issues.push({ path: at('model', 'expression'), message: `takes ${name}, which is no step above` });
  }
  return issues;
}

function panelIssues({ dashboardUid, panelId }: GrafanaRule, panels: Panels): Issue[] {
  if (dashboardUid === undefined) {
    return panelId === undefined ? [] : [{ path: ['panelId'], message: 'needs a dashboardUid' }];
  }
  const known = panels.get(dashboardUid);
  if (!known) return [{ path: ['dashboardUid'], message: 'is the uid of no dashboard' }];
  if (panelId === undefined || known.has(panelId)) return [];
  return [{ path: ['panelId'], message: `is no panel of ${dashboardUid}` }];
}

function ruleIssues(rule: GrafanaRule, intervalSeconds: number, panels: Panels): Issue[] {
  const issues = [...rule.data.flatMap(stepIssues), ...panelIssues(rule, panels)];
  const condition = rule.data.find(({ refId }) => refId === rule.condition);
  if (!condition) issues.push({ path: ['condition'], message: 'is the refId of no step' });
  else if (condition.datasourceUid !== EXPRESSIONS) {
    issues.push({ path: ['condition'], message: 'must be a step of math or threshold' });
  }
  for (const key of ['for', 'keepFiringFor'] as const) {
    if (seconds(rule[key] ?? '0s') % intervalSeconds === 0) continue;
    issues.push({ path: [key], message: 'must be a multiple of the interval of its group' });
  }
  return issues;
}

/** What is wrong between the fields of a group of rules. */
export function groupIssues(group: RuleGroup, panels: Panels): Issue[] {
  const intervalSeconds = seconds(group.interval);
  if (intervalSeconds === 0 || intervalSeconds % TICK_SECONDS !== 0) {
    return [{ path: ['interval'], message: `must be a multiple of ${TICK_SECONDS}s` }];
  }
  return group.rules.flatMap((rule, index) =>
    ruleIssues(rule, intervalSeconds, panels).map((issue) => ({ ...issue, path: ['rules', index, ...issue.path] })),
  );
}
