import { type MetricDeclaration, validateEdges } from './declaration.js';
import { HistogramChild, type HistogramShape } from './histogram-child.js';
import { HotMetric } from './hot-metric.js';

/** A histogram's declaration. */
export interface HistogramDeclaration<Label extends string = never> extends MetricDeclaration<Label> {
  /** Upper bounds of the buckets, ascending, in the metric's unit; a value on an edge is inside. +Inf is added. */
  readonly edges: readonly number[];
  /** The name under which `observe` keeps an example's id, such as `request_id`; without it none are kept. */
  readonly exemplarLabel?: string;
}

/**
 * A histogram whose hot path is a short search and two additions.
 *
 * @throws MetricDeclarationError for a bad name, a bad label, an empty help text, or edges that do not ascend.
 * @example
 * const render = telemetry.register(
 *   new HotHistogram({ name: 'render_seconds', help: 'Time to render a page.', edges: [0.01, 0.1, 1] }),
 * );
 * const child = render.child();
 * child.observe(0.023);
 */
export class HotHistogram<Label extends string = never> extends HotMetric<Label, HistogramChild> {
  readonly type = 'histogram';
  readonly #shape: HistogramShape;
  readonly #edges: Float64Array;

  constructor(declaration: HistogramDeclaration<Label>) {
    super(declaration, 'histogram');
    const { name, edges, exemplarLabel } = declaration;
    validateEdges(name, edges);
    this.#shape = { name, exemplarLabel };
    this.#edges = Float64Array.from(edges);
  }

  protected createChild(labels: Readonly<Record<string, string>>): HistogramChild {
    return new HistogramChild(this.#shape, this.#edges, labels);
  }
}
