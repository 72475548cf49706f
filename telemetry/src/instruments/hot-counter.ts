import { formatLabels, formatValue, seriesPrefix } from '../exposition/format.js';
import type { MetricDeclaration } from './declaration.js';
import { HotMetric, type MetricChild, type MetricSample } from './hot-metric.js';

/** Counts one combination of label values. */
export class CounterChild implements MetricChild {
  #total = 0;
  readonly #labels: Readonly<Record<string, string>>;
  readonly #prefix: string;

  constructor(name: string, labels: Readonly<Record<string, string>>) {
    this.#labels = labels;
    this.#prefix = seriesPrefix(name, formatLabels(labels));
  }

  /** Adds to the total; what is not above zero is ignored, for a counter never falls. */
  inc(amount = 1): void {
    if (amount > 0) this.#total += amount;
  }

  /** Takes over a total that is counted elsewhere, in `collect`. */
  setTotal(total: number): void {
    this.#total = total;
  }

  appendLines(lines: string[]): void {
    lines.push(this.#prefix + formatValue(this.#total));
  }

  samples(): MetricSample[] {
    return [{ labels: this.#labels, value: this.#total }];
  }

  reset(): void {
    this.#total = 0;
  }
}

/**
 * A counter whose hot path is one addition.
 *
 * @throws MetricDeclarationError for a name without `_total`, a bad label or an empty help text.
 * @example
 * const sent = telemetry.register(
 *   new HotCounter({ name: 'mails_sent_total', help: 'Mails sent by kind.', labels: { kind: ['welcome', 'digest'] } }),
 * );
 * const welcome = sent.child({ kind: 'welcome' });
 * welcome.inc();
 */
export class HotCounter<Label extends string = never> extends HotMetric<Label, CounterChild> {
  readonly type = 'counter';

  constructor(declaration: MetricDeclaration<Label>) {
    super(declaration, 'counter');
  }

  protected createChild(labels: Readonly<Record<string, string>>): CounterChild {
    return new CounterChild(this.declaredName, labels);
  }
}
