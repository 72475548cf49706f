import type { Report, ReportSink } from './report.js';

/** Where reports are logged; pino and others fit. Messages are constant, what differs is in the fields. */
export interface ReportLogger {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Writes one line a report. */
export function createLogSink(logger: ReportLogger): ReportSink {
  return {
    send: ({ kind, ...fields }: Report) => {
      if (kind === 'failure') logger.error({ report: fields }, 'error report');
      else if (kind === 'slowness') logger.warn({ report: fields }, 'slow operation');
      else logger.warn({ report: fields }, 'reports left out');
    },
    close: () => Promise.resolve(),
  };
}
