import { MetricDeclarationError } from '../errors.js';
import { type ExpositionFormat, formatHeader } from '../exposition/format.js';
import { type MetricDeclaration, validateDeclaration } from './declaration.js';
import { combinationsOf, LabelSet } from './label-set.js';

/** One sample as prom-client's registry reads it. */
export interface MetricSample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly metricName?: string;
  readonly exemplar?: {
    readonly labelSet: Readonly<Record<string, string>>;
    readonly value: number;
    readonly timestamp: number;
  };
}

/** What a metric needs of the object that counts one combination of label values. */
export interface MetricChild {
  appendLines(lines: string[], format: ExpositionFormat): void;
  samples(): MetricSample[];
  reset(): void;
}

/** The labels to bind, or nothing for a metric without labels. */
export type ChildArguments<Label extends string> = [Label] extends [never] ? [] : [labels: Record<Label, string>];

/**
 * What counters, gauges and histograms share: a validated declaration, closed label sets, and a child for each
 * combination of label values that is bound once and then counts in plain numbers. It is what prom-client's
 * `Registry` needs of a metric, so it lives beside prom-client's own.
 */
export abstract class HotMetric<Label extends string, Child extends MetricChild> {
  abstract readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly aggregator = 'sum';
  /** prom-client's registry cuts `_total` off this when it renders OpenMetrics; `declaredName` stays. */
  name: string;
  readonly declaredName: string;
  readonly #collect: (() => void | Promise<void>) | undefined;
  readonly #labels: [name: Label, values: LabelSet][];
  readonly #children = new Map<string, Child>();
  /** Label values that are shown before anything is counted. */
  #initial: readonly Readonly<Record<string, string>>[];

  constructor(declaration: MetricDeclaration<Label>, type: string) {
    validateDeclaration(declaration, type);
    this.name = declaration.name;
    this.declaredName = declaration.name;
    this.help = declaration.help;
    this.#collect = declaration.collect;
    // The keys of the record are its labels: Object.keys only forgets their type.
    const names = Object.keys(declaration.labels ?? {}) as Label[];
    this.#labels = names.map((name) => [name, new LabelSet(declaration.labels?.[name] ?? [])]);
    // A metric without labels has one combination, which is shown whatever was asked for.
    const isShown = declaration.startsAtZero === true || names.length === 0;
    this.#initial = isShown ? combinationsOf(declaration.labels ?? {}) : [];
  }

  protected abstract createChild(labels: Readonly<Record<string, string>>): Child;

  /**
   * The child of these label values: bind it once, count on it often. A value outside its set is `other`.
   *
   * @throws MetricDeclarationError when a label is missing or unknown.
   */
  child(...[labels]: ChildArguments<Label>): Child {
    return this.#bind(labels ?? {});
  }

  /** Brings in what is counted elsewhere. */
  async refresh(): Promise<void> {
    await this.#collect?.();
  }

  /** prom-client's way to read the metric. */
  async get(): Promise<{ name: string; help: string; type: string; aggregator: string; values: MetricSample[] }> {
    await this.refresh();
    const values = this.#series().flatMap((child) => child.samples());
    return { name: this.name, help: this.help, type: this.type, aggregator: this.aggregator, values };
  }

  /** The metric's lines; none when no child is bound yet. */
  render(format: ExpositionFormat): string[] {
    const children = this.#series();
    if (children.length === 0) return [];
    const lines = [formatHeader(this.declaredName, this.help, this.type, format)];
    for (const child of children) child.appendLines(lines, format);
    return lines;
  }

  /** Sets every child back to zero; children stay bound. */
  reset(): void {
    for (const child of this.#children.values()) child.reset();
  }

  #series(): Child[] {
    for (const labels of this.#initial) this.#bind(labels);
    this.#initial = [];
    return [...this.#children.values()];
  }

  #bind(labels: Readonly<Record<string, string>>): Child {
    const resolved: Record<string, string> = {};
    for (const [name, values] of this.#labels) {
      const value = labels[name];
      if (value === undefined) throw new MetricDeclarationError(this.declaredName, `the label ${name} is missing`);
      resolved[name] = values.resolve(value);
    }
    const unknown = Object.keys(labels).find((name) => !(name in resolved));
    if (unknown !== undefined) throw new MetricDeclarationError(this.declaredName, `has no label ${unknown}`);
    const key = Object.values(resolved).join('\u0000');
    let child = this.#children.get(key);
    if (child === undefined) {
      child = this.createChild(resolved);
      this.#children.set(key, child);
    }
    return child;
  }
}
