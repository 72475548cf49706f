import { type Labels, STALE } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import type { SeriesStore } from '../store/series-store.js';
import type { AskInstant } from './ask-instant.js';
import { type Alert, AlertStates } from './alert-states.js';
import { keyed, type Keyed, recordedSamples } from './evaluate-rule.js';
import type { RuleGroupSpec, RuleSpec } from './rule-spec.js';
import type { VectorSample } from '../result.js';

/** A rule and how its last evaluation went. */
export interface RuleStatus {
  readonly rule: RuleSpec;
  readonly health: 'unknown' | 'ok' | 'err';
  /** Empty where there is none. */
  readonly lastError: string;
  /** Of an alerting rule. */
  readonly alerts: readonly Alert[];
  /** Milliseconds since 1970, undefined before the first. */
  readonly lastEvaluationMs: number | undefined;
  readonly evaluationSeconds: number;
}

/** A group and how its last evaluation went. */
export interface RuleGroupStatus {
  readonly group: RuleGroupSpec;
  readonly rules: readonly RuleStatus[];
  readonly lastEvaluationMs: number | undefined;
  readonly evaluationSeconds: number;
}

/** One rule with what it keeps from one evaluation to the next. */
class LiveRule {
  readonly #states: AlertStates | undefined;
  #status: RuleStatus;
  /** The series that the last evaluation that worked wrote. */
  #written: Keyed<Labels> = new Map();

  constructor(rule: RuleSpec) {
    if (rule.kind === 'alerting') this.#states = new AlertStates(rule);
    this.#status = {
      rule,
      health: 'unknown',
      lastError: '',
      alerts: [],
      lastEvaluationMs: undefined,
      evaluationSeconds: 0,
    };
  }

  get status(): RuleStatus {
    return { ...this.#status, alerts: this.#states?.alerts ?? [] };
  }

  evaluate(store: SeriesStore, ask: AskInstant, timeMs: number): void {
    const started = performance.now();
    let lastError = '';
    try {
      this.#write(this.#samples(ask, timeMs), store, timeMs);
    } catch (error) {
      lastError = error instanceof Error ? error.message : String(error);
    }
    this.#status = {
      ...this.#status,
      health: lastError === '' ? 'ok' : 'err',
      lastError,
      lastEvaluationMs: timeMs,
      evaluationSeconds: (performance.now() - started) / 1000,
    };
  }

  /** Marks all that it wrote as gone. */
  end(store: SeriesStore, timeMs: number): void {
    this.#write(new Map(), store, timeMs);
  }

  #samples(ask: AskInstant, timeMs: number): Keyed<VectorSample> {
    const { rule } = this.#status;
    const result = ask(rule.expression, timeMs);
    if (rule.kind === 'recording') return keyed(recordedSamples(rule.name, rule.labels, result), 'rule');
    this.#states?.update(result, { timeMs, query: (text) => ask(text, timeMs) });
    return keyed(this.#states?.samples() ?? [], 'alert');
  }

  #write(samples: Keyed<VectorSample>, store: SeriesStore, timeMs: number): void {
    for (const { labels, value } of samples.values()) store.append(labels, timeMs, value);
    for (const [key, labels] of this.#written) if (!samples.has(key)) store.append(labels, timeMs, STALE);
    this.#written = new Map(Array.from(samples.values(), ({ labels }) => [seriesKey(labels), labels]));
  }
}

/** A group of rules with the states of their alerts. */
export class RuleGroup {
  readonly #group: RuleGroupSpec;
  readonly #rules: readonly LiveRule[];
  #lastEvaluationMs: number | undefined;
  #evaluationSeconds = 0;

  constructor(group: RuleGroupSpec) {
    this.#group = group;
    this.#rules = group.rules.map((rule) => new LiveRule(rule));
  }

  get intervalMs(): number {
    return this.#group.intervalMs;
  }

  /** How its last evaluation went. */
  get status(): RuleGroupStatus {
    return {
      group: this.#group,
      rules: this.#rules.map(({ status }) => status),
      lastEvaluationMs: this.#lastEvaluationMs,
      evaluationSeconds: this.#evaluationSeconds,
    };
  }

  /**
   * Evaluates its rules in their order, each of which sees what those before it wrote, and stops after each, so that who
   * runs it may let others go first. A failure is a rule's health.
   */
  *evaluate(store: SeriesStore, ask: AskInstant, timeMs: number): Generator<undefined, void> {
    const started = performance.now();
    for (const rule of this.#rules) {
      rule.evaluate(store, ask, timeMs);
      yield;
    }
    this.#lastEvaluationMs = timeMs;
    this.#evaluationSeconds = (performance.now() - started) / 1000;
  }

  /** Marks all that its rules wrote as gone. */
  end(store: SeriesStore, timeMs: number): void {
    for (const rule of this.#rules) rule.end(store, timeMs);
  }
}
