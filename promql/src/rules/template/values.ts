import type { VectorSample } from '../../result.js';
import type { Labels } from '../../series.js';

/** What an expression of a template may be worth. */
export type TemplateValue = string | number | Labels | VectorSample | readonly VectorSample[];

/** What a template is about. */
export interface TemplateContext {
  readonly labels: Labels;
  readonly value: number;
  /** Answers `query` at the moment of the evaluation. @throws {PromqlError} where the query fails */
  readonly query: (text: string) => readonly VectorSample[];
}
