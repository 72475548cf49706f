import { promTemplates, targetLinks } from './annotations.js';
import { RECORDED } from './names.js';
import type { Plan } from './options.js';
import type { AlertRule, RuleGroup } from './rule.js';

/** The page that says what to do when a target does not answer. */
const runbook = 'target-down';

function targetRule(
  rule: Pick<AlertRule, 'alert' | 'expr' | 'for' | 'texts'> & { severity: string },
  plan: Plan,
): AlertRule {
  const { severity, ...rest } = rule;
  const texts = { ...rule.texts, ...targetLinks(runbook, plan.links) };
  return {
    ...rest,
    keepFiringFor: plan.rangeOf('5m'),
    labels: { severity },
    annotations: promTemplates(texts),
    texts,
  };
}

/** Alerts about targets that do not answer: one is for the morning, all of a job wake someone. */
export function targetGroup(plan: Plan): RuleGroup<AlertRule> {
  // Only jobs that objectives are measured from: a Prometheus may watch much that is no business of theirs.
  const ours = `and on (job) last_over_time(${RECORDED.series}[${plan.rangeOf('1d')}])`;
  const oneDown = {
    alert: 'TargetDown',
    severity: 'ticket',
    expr: `up == 0\n${ours}`,
    for: plan.rangeOf('5m'),
    texts: {
      summary: [{ label: 'instance' }, ' of ', { label: 'job' }, ' does not answer'],
      description: ['Prometheus gets no metrics from ', { label: 'instance' }, '. It is down, or cannot be reached.'],
    },
  };
  const allDown = {
    alert: 'JobDown',
    severity: 'page',
    expr: `max by (job) (up) == 0\n${ours}`,
    for: plan.rangeOf('2m'),
    texts: {
      summary: ['Nothing of ', { label: 'job' }, ' answers'],
      description: ['Prometheus gets no metrics from any instance of ', { label: 'job' }, ': nobody is served.'],
    },
  };
  return {
    name: 'targets',
    intervalSeconds: plan.evaluationSeconds,
    notes: ['Targets that do not answer, of the jobs that objectives are measured from.'],
    rules: [targetRule(allDown, plan), targetRule(oneDown, plan)],
  };
}
