import type { MetricDeclaration } from './declaration.js';
import { HotMetric } from './hot-metric.js';
import { ValueChild } from './value-child.js';

/** Holds the level of one combination of label values. */
export class GaugeChild extends ValueChild {
  inc(amount = 1): void {
    this.value += amount;
  }

  dec(amount = 1): void {
    this.value -= amount;
  }

  set(value: number): void {
    this.value = value;
  }
}

/**
 * A level that rises and falls, kept in a plain number.
 *
 * @throws MetricDeclarationError for a bad name, a bad label or an empty help text.
 * @example
 * const queued = new HotGauge({
 *   name: 'queue_bytes',
 *   help: 'Bytes waiting in the queue.',
 *   collect() {
 *     queued.child().set(queue.sizeBytes);
 *   },
 * });
 * telemetry.register(queued);
 */
export class HotGauge<Label extends string = never> extends HotMetric<Label, GaugeChild> {
  readonly type = 'gauge';

  constructor(declaration: MetricDeclaration<Label>) {
    super(declaration, 'gauge');
  }

  protected createChild(labels: Readonly<Record<string, string>>): GaugeChild {
    return new GaugeChild(this.declaredName, labels);
  }
}
