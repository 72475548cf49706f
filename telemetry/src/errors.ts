/**
 * A metric that must not be registered: a bad name, a bad label, edges out of order, a name taken twice.
 * Thrown where the metric is declared or bound, never on a hot path; `metricName` and the message name the culprit.
 */
export class MetricDeclarationError extends Error {
  readonly code = 'metric_declaration_invalid';

  constructor(
    readonly metricName: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`Metric ${metricName}: ${problem}`, options);
    this.name = 'MetricDeclarationError';
  }
}

/** A metric's `collect` threw or took too long; the scrape went on with its last values. Given to `onError`. */
export class CollectError extends Error {
  readonly code = 'metric_collect_failed';

  constructor(
    readonly metricName: string,
    options: ErrorOptions,
  ) {
    super(`Metric ${metricName}: collecting its value failed`, options);
    this.name = 'CollectError';
  }
}

/** A message on an observed diagnostics channel was not a query. Given to `onError`, once a channel. */
export class QueryMessageError extends Error {
  readonly code = 'query_message_invalid';

  constructor(readonly channelName: string) {
    super(`Channel ${channelName}: a message was not {operation, collection, durationSeconds, isError}`);
    this.name = 'QueryMessageError';
  }
}

/** An error reporter's DSN is not the address of a Sentry project. It is not in the message, as it holds a key. */
export class DsnError extends Error {
  readonly code = 'dsn_invalid';

  constructor() {
    super('The DSN is not of the form https://key@host/project');
    this.name = 'DsnError';
  }
}
