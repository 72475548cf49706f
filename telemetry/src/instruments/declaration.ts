import { MetricDeclarationError } from '../errors.js';
import { type LabelDeclaration, labelProblem } from './label-set.js';

/** What every hot metric is declared with. */
export interface MetricDeclaration<Label extends string = never> {
  /** Lower-case words with the unit at the end: `_seconds`, `_bytes`; a counter ends in `_total`. */
  readonly name: string;
  /** A sentence for whoever reads it in a query editor. */
  readonly help: string;
  /** Every label with the values it may take; none by default. */
  readonly labels?: Readonly<Record<Label, LabelDeclaration>>;
  /**
   * Shows each combination of the values of its labels as zero before the first event, which no rate would show
   * otherwise. For labels with a closed list alone.
   */
  readonly startsAtZero?: boolean;
  /** Runs before each scrape, to bring in what is counted elsewhere. */
  readonly collect?: () => void | Promise<void>;
}

// Suffixes that the formats give a meaning of their own; a family that ends in one clashes with another's samples.
const reservedSuffix = /_(?:total|count|sum|bucket|created)$/;

/** @throws MetricDeclarationError that says what is wrong and with which label. */
export function validateDeclaration(declaration: MetricDeclaration<string>, type: string): void {
  const { name, help, labels = {} } = declaration;
  const fail = (problem: string): never => {
    throw new MetricDeclarationError(name, problem);
  };
  if (!/^[a-z][a-z0-9_]*$/.test(name)) fail('the name is not lower-case words joined by underscores');
  if (type === 'counter' && !name.endsWith('_total')) fail("a counter's name ends in _total");
  if (type !== 'counter' && reservedSuffix.test(name)) fail(`the name of a ${type} must not end in a reserved suffix`);
  if (help.trim() === '') fail('the help text is empty');
  for (const [label, values] of Object.entries(labels)) {
    if (!/^[a-z][a-z0-9_]*$/.test(label) || label === 'le') fail(`the label name "${label}" is not allowed`);
    const problem = labelProblem(values, declaration.startsAtZero);
    if (problem !== undefined) fail(`the label ${label} ${problem}`);
  }
}

/** @throws MetricDeclarationError when the edges are none, not finite, or not strictly ascending. */
export function validateEdges(name: string, edges: readonly number[]): void {
  if (edges.length === 0) throw new MetricDeclarationError(name, 'a histogram needs at least one bucket edge');
  edges.forEach((edge, index) => {
    const previous = edges[index - 1] ?? -Infinity;
    if (!Number.isFinite(edge)) throw new MetricDeclarationError(name, `the bucket edge ${edge} is not finite`);
    if (edge <= previous) throw new MetricDeclarationError(name, `the bucket edge ${edge} does not ascend`);
  });
}
