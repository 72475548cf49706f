/** What can go wrong on the way to an answer; a closed set, each with words for the reader. */
export type ProblemKind =
  | 'not_configured'
  | 'no_permission'
  | 'unauthorised'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'not_json'
  | 'other_version'
  | 'rate_limited'
  | 'bad_query'
  | 'no_data_source'
  | 'no_metrics'
  | 'server_error'
  | 'unknown';

/** Who failed: the Prometheus that is asked, the chat service, or Grafana between them. */
export type ProblemSource = 'prometheus' | 'backend' | 'grafana';

/** Why there is no answer, in words, and what to do about it. */
export interface Problem {
  kind: ProblemKind;
  source: ProblemSource;
  title: string;
  whatToDo: string;
  /** What the other side said, for those who look into it; text, never HTML. */
  detail?: string;
  /** Where it is mended. */
  action?: { text: string; href: string };
}

/** Carries a problem to where it is shown. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
