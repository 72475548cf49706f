/** A rule whose expression is kept as a series of its own. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** How a number is put for people; `bytes` are 1024-based. */
export type NumberFormat = 'number' | 'percentage' | 'duration' | 'bytes';

/**
 * A piece of an annotation: text as it is, a label of the alert, the number that its expression gave, or the present
 * value of a recorded series of the same job.
 */
export type AnnotationPart =
  | string
  | { readonly label: string }
  | { readonly value: NumberFormat }
  | { readonly series: string; readonly where: Readonly<Record<string, string>>; readonly format: NumberFormat };

/**
 * A rule that raises an alert for every series its expression gives. `for` and `keepFiringFor` are Prometheus
 * durations. `annotations` are Prometheus templates, made of `texts`, which others render in their own way.
 */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly keepFiringFor: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, readonly AnnotationPart[]>>;
}

/** Rules that are evaluated together, in their order. `notes` say what a reader of the group should know. */
export interface RuleGroup<Rule> {
  readonly name: string;
  readonly intervalSeconds: number;
  readonly notes: readonly string[];
  readonly rules: readonly Rule[];
}

/** What a rule file holds. */
export interface Rules<Rule> {
  readonly groups: readonly RuleGroup<Rule>[];
}
