/** What stands for the variables of a query. */
export interface Filling {
  /** Values of `$job`, one of which must match; none matches nothing. */
  jobs: readonly string[];
  instances: readonly string[];
  objective?: string | undefined;
  rateSeconds: number;
  rangeSeconds: number;
}

/** Text within a PromQL string. */
const quoted = (text: string): string => text.replaceAll(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');

const literal = (text: string): string => text.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&');

/** A pattern that matches these and nothing else, as Grafana writes the values of a variable. */
export const oneOf = (values: readonly string[]): string => {
  const patterns = values.map((value) => quoted(literal(value)));
  return patterns.length === 1 ? (patterns[0] ?? '') : `(${patterns.join('|')})`;
};

const VARIABLES = /\$(__rate_interval|__range|job|instance|objective)\b/g;

/** Fills the variables of a query in, as Grafana does for a panel. */
export const fill = (expr: string, { jobs, instances, objective = '', rateSeconds, rangeSeconds }: Filling): string => {
  const values: Record<string, string> = {
    job: oneOf(jobs),
    instance: oneOf(instances),
    objective: quoted(objective),
    __rate_interval: `${rateSeconds}s`,
    __range: `${rangeSeconds}s`,
  };
  return expr.replaceAll(VARIABLES, (variable, name: string) => values[name] ?? variable);
};
