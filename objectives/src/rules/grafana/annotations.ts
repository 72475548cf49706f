import { defaultLinks } from '../links.js';
import { equals, selector } from '../promql.js';
import type { AlertRule, AnnotationPart, NumberFormat } from '../rule.js';

/** The step whose number an alert is about. */
export const QUERY = 'query';

type SeriesPart = Extract<AnnotationPart, { series: string }>;

const functions: Readonly<Record<NumberFormat, string>> = {
  number: 'humanize',
  percentage: 'humanizePercentage',
  duration: 'humanizeDuration',
  bytes: 'humanize1024',
};

/** A query that a rule asks only to put its answer into an annotation. */
export interface SideQuery {
  readonly refId: string;
  readonly expr: string;
}

/**
 * Grafana's templates cannot query, so each series that a text speaks of is a query of the rule. It matches an alert by
 * labels, hence by job alone. It always has an answer: of a rule with a query that has none, Grafana may say that there
 * is no data, which would silence the alert.
 */
function sideExpression({ series, where }: SeriesPart): string {
  return `max by (job) (${selector(series, equals(where))}) or on () vector(NaN)`;
}

/** The name of a series' query: `objective:budget_left:ratio` is asked as `budget_left`. */
function refIdOf(expr: string): string {
  return /:(\w+)/.exec(expr)?.[1] ?? 'series';
}

/** The queries that the texts of a rule need, each once. */
export function sideQueries(texts: AlertRule['texts']): SideQuery[] {
  const parts = Object.values(texts).flat();
  const expressions = parts.flatMap((part) =>
    typeof part === 'object' && 'series' in part ? [sideExpression(part)] : [],
  );
  const taken = new Map<string, number>();
  return [...new Set(expressions)].map((expr) => {
    const name = refIdOf(expr);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { refId: count === 1 ? name : `${name}_${count}`, expr };
  });
}

function number(refId: string, format: NumberFormat): string {
  // A number that differs from itself is NaN: there is none.
  const known = `{{ if eq .Value .Value }}{{ .Value | ${functions[format]} }}{{ else }}unknown{{ end }}`;
  return `{{ with $values.${refId} }}${known}{{ else }}unknown{{ end }}`;
}

function text(part: string): string {
  // Grafana knows its own address, and ends it with a slash.
  const root = `${defaultLinks.grafana}/`;
  if (part.startsWith(root)) return `{{ externalURL }}${text(part.slice(root.length))}`;
  // A brace pair of a promise is text, no template, and a dollar before a brace no environment variable.
  return part.replaceAll(/\{\{|\$(?=[{$])/g, (match) => `{{ "${match}" }}`);
}

function template(part: AnnotationPart, queries: readonly SideQuery[]): string {
  if (typeof part === 'string') return text(part);
  if ('label' in part) return `{{ $labels.${part.label} }}`;
  if ('value' in part) return number(QUERY, part.value);
  const expr = sideExpression(part);
  return number(queries.find((query) => query.expr === expr)?.refId ?? '', part.format);
}

/** Annotations as Grafana's templates, which read the answers of {@link sideQueries}. */
export function grafanaTemplates(texts: AlertRule['texts'], queries: readonly SideQuery[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, parts]) => [name, parts.map((part) => template(part, queries)).join('')]),
  );
}
