import type { Metric, Registry } from 'prom-client';
import { MetricDeclarationError } from './errors.js';
import type { HotMetric, MetricChild } from './instruments/hot-metric.js';

/** A hot metric of any type and labels. */
export type AnyHotMetric = Pick<
  HotMetric<never, MetricChild>,
  'name' | 'declaredName' | 'help' | 'type' | 'aggregator' | 'get' | 'refresh' | 'render' | 'reset'
>;

/** The metrics that one owner put into a registry, to take them out again together. */
export class MetricSet {
  readonly #registry: Registry;
  readonly #metrics: AnyHotMetric[] = [];

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** @throws MetricDeclarationError when the registry has a metric of this name. */
  register<M extends AnyHotMetric>(metric: M): M {
    const name = metric.declaredName;
    if (this.#registry.getSingleMetric(name) !== undefined) {
      throw new MetricDeclarationError(name, 'the registry has a metric of this name');
    }
    // prom-client types a metric as one of its four classes; its registry only calls get() and reset().
    this.#registry.registerMetric(metric as unknown as Metric);
    this.#metrics.push(metric);
    return metric;
  }

  /** Takes the metrics out of the registry. */
  close(): void {
    for (const { declaredName } of this.#metrics.splice(0)) this.#registry.removeSingleMetric(declaredName);
  }
}
