import { formatLabels, formatValue, seriesPrefix } from '../exposition/format.js';
import type { MetricChild, MetricSample } from './hot-metric.js';

/** One combination of label values with one number: a series of a single line. */
export abstract class ValueChild implements MetricChild {
  protected value = 0;
  readonly #labels: Readonly<Record<string, string>>;
  readonly #prefix: string;

  constructor(name: string, labels: Readonly<Record<string, string>>) {
    this.#labels = labels;
    this.#prefix = seriesPrefix(name, formatLabels(labels));
  }

  appendLines(lines: string[]): void {
    lines.push(this.#prefix + formatValue(this.value));
  }

  samples(): MetricSample[] {
    return [{ labels: this.#labels, value: this.value }];
  }

  reset(): void {
    this.value = 0;
  }
}
