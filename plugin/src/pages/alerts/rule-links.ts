import type { AlertRule } from '../../data/grafana/alert-rule';
import { mayDo } from '../../user';

/** The rule in Grafana's own pages. */
export const ruleHref = ({ origin, uid, name }: AlertRule): string =>
  origin === 'grafana' && uid !== undefined
    ? `/alerting/grafana/${encodeURIComponent(uid)}/view`
    : `/alerting/list?${new URLSearchParams({ search: `rule:"${name}"` }).toString()}`;

/**
 * A new silence of Grafana for the rule, filled in; undefined for rules of Prometheus,
 * whose alerts Grafana does not send.
 */
export const silenceHref = ({ origin, uid, name, labels }: AlertRule): string | undefined => {
  if (origin !== 'grafana') return undefined;
  // The uid lets those silence it who may do so in the rule's folder alone; the others are for who reads the silence.
  const matchers = { alertname: name, objective: labels.objective, __alert_rule_uid__: uid };
  const parameters = new URLSearchParams({ alertmanager: 'grafana' });
  for (const [label, value] of Object.entries(matchers)) {
    if (value !== undefined) parameters.append('matcher', `${label}=${value}`);
  }
  return `/alerting/silence/new?${parameters.toString()}`;
};

/** Whether the reader may make one: where not, Grafana leads from its form to the first page without a word. */
export const maySilence = (): boolean => mayDo('alert.silences:create', 'alert.instances:create');

/** All silences. */
export const SILENCES_HREF = '/alerting/silences';

/** The query of a rule that Explore can ask: Grafana joins those of a rule by bars. */
export const queryOf = ({ query }: AlertRule): string => query.split(' | ')[0] ?? '';

/** A runbook's name from the path or the address in the annotation; addresses of others stay whole. */
export const runbookOf = ({ runbook }: AlertRule): string | undefined =>
  runbook === undefined || /^https?:\/\//.test(runbook) ? runbook : /([^/]+?)(\.md)?$/.exec(runbook)?.[1];
