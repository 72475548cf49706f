import type { Expression } from '../parse/ast.js';
import type { Labels } from '../series.js';
import type { Template } from './template/expand.js';

/** A template by the label or annotation that it writes. */
export type Templates = ReadonlyMap<string, Template>;

interface Rule {
  readonly name: string;
  /** As it is written. */
  readonly query: string;
  readonly expression: Expression;
  /** As they are written; of alerting rules they are templates. */
  readonly labels: Labels;
}

/** A rule whose result is kept as a series. */
interface RecordingRuleSpec extends Rule {
  readonly kind: 'recording';
}

/** A rule of which every series that its query gives is an alert. */
export interface AlertingRuleSpec extends Rule {
  readonly kind: 'alerting';
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly annotations: Labels;
  readonly labelTemplates: Templates;
  readonly annotationTemplates: Templates;
}

/** A rule that was read and can be evaluated. */
export type RuleSpec = RecordingRuleSpec | AlertingRuleSpec;

/** Rules that are evaluated one after the other. */
export interface RuleGroupSpec {
  readonly name: string;
  /** Where it came from; empty for rules that came from no file. */
  readonly file: string;
  readonly intervalMs: number;
  readonly rules: readonly RuleSpec[];
}
