import { createErrorReporter, type ErrorReporter } from '@chatwatch/telemetry';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { buildInfo } from './build-info.js';

/** The error reporter that the configuration asks for: to Sentry with a DSN, to the log without one. */
export const createReporter = (
  { sentryDsn, commit, mode }: Pick<Config, 'sentryDsn' | 'commit' | 'mode'>,
  log: Logger,
): ErrorReporter => {
  if (sentryDsn === undefined) return createErrorReporter({ logger: log });
  const build = buildInfo(commit);
  return createErrorReporter({
    logger: log,
    dsn: sentryDsn,
    release: `chatwatch@${build.version}+${build.commit}`,
    environment: mode,
  });
};
