import type { Breadcrumb, defaultStackParser, ErrorEvent, Exception } from '@sentry/node';
import type { DescribedError, FailureReport, Report, SlownessReport, SummaryReport, UserAction } from './report.js';

/** Reads stack lines; the SDK's own. */
export type StackParser = typeof defaultStackParser;

/** A report as Sentry takes it; nothing is added to it. */
export function sentryEventOf(report: Report, parseStack: StackParser): ErrorEvent {
  switch (report.kind) {
    case 'failure':
      return failureEvent(report, parseStack);
    case 'slowness':
      return slownessEvent(report);
    case 'summary':
      return summaryEvent(report);
  }
}

function failureEvent(report: FailureReport, parseStack: StackParser): ErrorEvent {
  const { fingerprint, level, errors, actions, source, operation, requestId, route, userId } = report;
  return {
    type: undefined,
    level,
    fingerprint: [fingerprint],
    tags: { source, operation, route, code: errors[0]?.code },
    contexts: { failure: { requestId } },
    ...(userId !== undefined && { user: { id: userId } }),
    breadcrumbs: actions.map(breadcrumbOf),
    // Sentry shows the last one as what happened, the ones before it as its causes.
    exception: { values: errors.map((error) => exceptionOf(error, parseStack)).reverse() },
  };
}

function exceptionOf({ name, code, message, frames }: DescribedError, parseStack: StackParser): Exception {
  return {
    type: name,
    value: code === undefined ? message : `${code}: ${message}`,
    stacktrace: { frames: parseStack(['Error', ...frames].join('\n')) },
  };
}

const breadcrumbOf = ({ action, at, metadata }: UserAction): Breadcrumb => ({
  category: 'user',
  message: action,
  timestamp: at / 1_000,
  data: metadata,
});

const slownessEvent = ({ fingerprint, operation, durationMs, thresholdMs }: SlownessReport): ErrorEvent => ({
  type: undefined,
  level: 'warning',
  fingerprint: [fingerprint],
  message: `Slow operation: ${operation}`,
  tags: { operation },
  contexts: { slowness: { durationMs, thresholdMs } },
});

const summaryEvent = ({ fingerprint, of, leftOut, windowSeconds }: SummaryReport): ErrorEvent => ({
  type: undefined,
  level: 'warning',
  fingerprint: [fingerprint],
  message: `Reports left out: ${fingerprint}`,
  tags: { of },
  contexts: { summary: { leftOut, windowSeconds } },
});
