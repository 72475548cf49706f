import { DsnError } from '../errors.js';
import { describeErrors, fingerprintOf } from './describe-error.js';
import { isSentryDsn } from './dsn.js';
import { knownContext } from './known-context.js';
import { createLogSink, type ReportLogger } from './log-sink.js';
import type { ErrorContext, Report, ReportSink } from './report.js';
import { Sampler } from './sampler.js';
import { plainName } from './scrub.js';
import { createSentrySink } from './sentry-sink.js';
import { UserActions } from './user-actions.js';

/** Options of `createErrorReporter`; but for the logger, all have defaults. */
export interface ErrorReporterOptions {
  /** Where reports go without a DSN, and what is wrong with the reporter itself. */
  readonly logger: ReportLogger;
  /** The Sentry project that reports go to; without one, or empty, they are logged and the SDK is not even loaded. */
  readonly dsn?: string | undefined;
  /** The build, such as `chat@1.4.0`. */
  readonly release?: string;
  /** Such as `production`. */
  readonly environment?: string;
  /** Reports of one fault that a minute lets through; 5 by default. The rest are counted and summarised. */
  readonly reportsPerMinute?: number;
}

/** A running error reporter; from `createErrorReporter`. No method throws, none but `close` waits. */
export interface ErrorReporter {
  /** Reports a failure. Anything that can be thrown can be given. */
  captureError(error: unknown, context?: ErrorContext): void;
  /** Reports an operation that took longer than its threshold; one that did not is no issue. */
  capturePerformanceIssue(operation: string, durationMs: number, thresholdMs: number): void;
  /**
   * Remembers what a user did, for the reports of his failures. An action is a name such as `message.send`; of the
   * metadata numbers, booleans and ids are kept, and texts are not.
   */
  captureUserAction(userId: string, action: string, metadata?: Readonly<Record<string, unknown>>): void;
  /** Sends what waits, for 2 s at most unless told otherwise; from then on nothing is reported. May be called twice. */
  close(timeoutMs?: number): Promise<void>;
}

const WINDOW_MS = 60_000;
/** Faults that are told apart in a minute: a service with more at once has one that matters. */
const MAX_FINGERPRINTS = 100;
const CLOSE_MS = 2_000;

/**
 * Reports failures and slow operations to Sentry, or to the log. User texts, credentials and addresses are left out
 * before anything is handed on; a storm of one fault costs a few reports a minute.
 *
 * @throws DsnError when the DSN is none.
 * @example
 * const reporter = createErrorReporter({ logger: pino(), dsn: process.env.SENTRY_DSN });
 * reporter.captureError(error, { operation: 'checkout', requestId });
 */
export function createErrorReporter(options: ErrorReporterOptions): ErrorReporter {
  const sink = sinkOf(options);
  const actions = new UserActions();
  const { reportsPerMinute = 5 } = options;
  const limits = { perFingerprint: reportsPerMinute, fingerprints: MAX_FINGERPRINTS, windowMs: WINDOW_MS };
  const sampler = new Sampler(limits, (summary) => {
    sink.send(summary);
  });
  let closing: Promise<void> | undefined;
  const send = (report: Exclude<Report, { kind: 'summary' }>): void => {
    if (closing === undefined && sampler.admits(report.fingerprint, report.kind)) sink.send(report);
  };
  return {
    captureError: (error, context = {}) => {
      const level = context.level === 'fatal' ? 'fatal' : 'error';
      const errors = describeErrors(error);
      const known = knownContext(context);
      const fingerprint = fingerprintOf(errors[0]);
      send({ kind: 'failure', fingerprint, level, errors, actions: actions.of(known.userId), ...known });
    },
    capturePerformanceIssue: (operation, durationMs, thresholdMs) => {
      if (!(durationMs > thresholdMs)) return;
      const name = plainName(operation) ?? 'unnamed';
      send({ kind: 'slowness', fingerprint: `slow ${name}`, operation: name, durationMs, thresholdMs });
    },
    captureUserAction: (userId, action, metadata = {}) => {
      actions.add(userId, action, metadata);
    },
    close: (timeoutMs = CLOSE_MS) => {
      closing ??= closeAll(timeoutMs);
      return closing;
    },
  };

  function closeAll(timeoutMs: number): Promise<void> {
    sampler.flush();
    actions.clear();
    return sink.close(timeoutMs);
  }
}

function sinkOf({ logger, dsn, release, environment }: ErrorReporterOptions): ReportSink {
  const log = createLogSink(logger);
  if (dsn === undefined || dsn === '') return log;
  if (!isSentryDsn(dsn)) throw new DsnError();
  const about = { ...(release !== undefined && { release }), ...(environment !== undefined && { environment }) };
  return createSentrySink({ dsn, ...about }, (error) => {
    logger.error({ err: error }, 'Sentry cannot be loaded, reports are logged');
    return log;
  });
}
