import type { Labels } from '../series.js';
import { keyed, type Keyed } from './evaluate-rule.js';
import type { AlertingRuleSpec, Templates } from './rule-spec.js';
import type { TemplateContext } from './template/values.js';
import type { VectorSample } from '../result.js';

/** An alert that is pending or fires. Times are milliseconds since 1970. */
export interface Alert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  /** What the query gave. */
  readonly value: number;
  readonly activeAtMs: number;
  /** Since when it only goes on firing because of `keep_firing_for`. */
  readonly keepFiringSinceMs: number | undefined;
}

/** What an evaluation works with. */
export interface AlertEvaluation {
  readonly timeMs: number;
  /** Answers queries of templates. */
  readonly query: TemplateContext['query'];
}

/** The states of one rule's alerts, from one evaluation to the next. */
export class AlertStates {
  readonly #rule: AlertingRuleSpec;
  #alerts: Keyed<Alert> = new Map();

  constructor(rule: AlertingRuleSpec) {
    this.#rule = rule;
  }

  /** Those that are pending or fire. */
  get alerts(): readonly Alert[] {
    return [...this.#alerts.values()];
  }

  /**
   * Takes in what the rule's query gave.
   * @throws {PromqlError} `query_failed` where two alerts would have the same labels; then nothing changes
   */
  update(samples: readonly VectorSample[], evaluation: AlertEvaluation): void {
    const { timeMs } = evaluation;
    const present = keyed(
      samples.map((sample) => this.#fresh(sample, evaluation)),
      'alert',
    );
    const next: Keyed<Alert> = new Map();
    for (const [key, fresh] of present) {
      const { activeAtMs, state } = this.#alerts.get(key) ?? fresh;
      const fires = state === 'firing' || timeMs - activeAtMs >= this.#rule.forMs;
      next.set(key, { ...fresh, activeAtMs, state: fires ? 'firing' : 'pending' });
    }
    for (const [key, alert] of this.#alerts) {
      if (present.has(key) || alert.state !== 'firing') continue;
      const keepFiringSinceMs = alert.keepFiringSinceMs ?? timeMs;
      if (timeMs - keepFiringSinceMs < this.#rule.keepFiringForMs) next.set(key, { ...alert, keepFiringSinceMs });
    }
    this.#alerts = next;
  }

  /** The series that tell of the alerts: `ALERTS` and `ALERTS_FOR_STATE`, in Prometheus' form. */
  samples(): VectorSample[] {
    return this.alerts.flatMap(({ labels, state, activeAtMs }) => [
      { labels: { ...labels, __name__: 'ALERTS', alertstate: state }, value: 1 },
      { labels: { ...labels, __name__: 'ALERTS_FOR_STATE' }, value: Math.floor(activeAtMs / 1000) },
    ]);
  }

  #fresh({ labels: own, value }: VectorSample, { timeMs, query }: AlertEvaluation): Alert {
    const { labelTemplates, annotationTemplates, name } = this.#rule;
    const context = { labels: own, value, query };
    const labels = { ...own, ...expanded(labelTemplates, context), alertname: name };
    return {
      labels: ownLabels(labels),
      annotations: expanded(annotationTemplates, context),
      state: 'pending',
      value,
      activeAtMs: timeMs,
      keepFiringSinceMs: undefined,
    };
  }
}

// Without the name, as the alert is not the series, and without labels that the rule empties.
const ownLabels = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name, value]) => name !== '__name__' && value !== ''));

const expanded = (templates: Templates, context: TemplateContext): Record<string, string> =>
  Object.fromEntries(Array.from(templates, ([name, template]) => [name, template(context)]));
