import type { AlertRule, RuleOrigin } from './alert-rule';
import { askGrafana, statusOf } from './ask-grafana';
import { readRules, type ReadRules } from './read-rules';
import { rulesAnswer } from './rule-answer';

/** Alerts of a rule that Grafana lists; a rule that fires for more is told in numbers anyway. */
const MAX_ALERTS = 100;

/** Why Grafana's own rules are not known, where they are not. */
export type Hindrance = 'forbidden' | 'disabled';

/** The rules that watch the service, wherever they are evaluated. */
export interface FoundRules {
  readonly rules: readonly AlertRule[];
  /** Who evaluates them; undefined where nobody has any. */
  readonly origin: RuleOrigin | undefined;
  /** How many rules had another shape than expected. */
  readonly unreadable: number;
  readonly hindrance: Hindrance | undefined;
}

const ask = async (source: string, origin: RuleOrigin, signal?: AbortSignal): Promise<ReadRules> => {
  const answer = await askGrafana(`/api/prometheus/${encodeURIComponent(source)}/api/v1/rules`, rulesAnswer, {
    params: { limit_alerts: MAX_ALERTS },
    ...(signal && { signal }),
  });
  return readRules(answer, origin);
};

const hindranceOf = (error: unknown): Hindrance | undefined => {
  const status = statusOf(error);
  if (status === 403) return 'forbidden';
  return status === 404 ? 'disabled' : undefined;
};

/** Grafana's own rules, or why there are none to see. */
const ofGrafana = async (signal?: AbortSignal): Promise<{ read: ReadRules; hindrance?: Hindrance }> => {
  try {
    return { read: await ask('grafana', 'grafana', signal) };
  } catch (error) {
    const hindrance = hindranceOf(error);
    if (hindrance === undefined) throw error;
    return { read: { rules: [], unreadable: 0 }, hindrance };
  }
};

/**
 * The rules of Grafana that watch the service; where it has none, or does not tell, those of a Prometheus.
 * @param dataSource uid of the Prometheus to ask then
 * @throws `ProblemError` when Grafana could not be asked, or answered in another shape
 */
export const fetchAlertRules = async (dataSource: string | undefined, signal?: AbortSignal): Promise<FoundRules> => {
  const { read, hindrance } = await ofGrafana(signal);
  if (read.rules.length > 0 || dataSource === undefined) {
    return { ...read, origin: read.rules.length > 0 ? 'grafana' : undefined, hindrance };
  }
  try {
    const { rules, unreadable } = await ask(dataSource, 'prometheus', signal);
    const origin = rules.length > 0 ? 'prometheus' : undefined;
    return { rules, origin, unreadable: read.unreadable + unreadable, hindrance };
  } catch {
    signal?.throwIfAborted();
    // That Grafana has none is known; a Prometheus whose rules may not be read takes nothing from that.
    return { ...read, origin: undefined, hindrance };
  }
};
