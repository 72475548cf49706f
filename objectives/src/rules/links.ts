/** Where alerts lead. */
export interface Links {
  /** Address of Grafana, without a slash at the end. */
  readonly grafana: string;
  /** Address of a runbook, with `{runbook}` in place of its name. */
  readonly runbooks: string;
}

/** Grafana as docker-compose.yml publishes it, and runbooks as they lie in the repository. */
export const defaultLinks: Links = { grafana: 'http://localhost:3001', runbooks: 'docs/runbooks/{runbook}.md' };
