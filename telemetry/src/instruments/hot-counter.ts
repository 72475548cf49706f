import type { MetricDeclaration } from './declaration.js';
import { HotMetric } from './hot-metric.js';
import { ValueChild } from './value-child.js';

/** Counts one combination of label values. */
export class CounterChild extends ValueChild {
  /** Adds to the total; what is not above zero is ignored, for a counter never falls. */
  inc(amount = 1): void {
    if (amount > 0) this.value += amount;
  }

  /** Takes over a total that is counted elsewhere, in `collect`. */
  setTotal(total: number): void {
    this.value = total;
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
