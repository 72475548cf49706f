import type { ErrorReporter } from '@chatwatch/telemetry';
import type { Logger } from 'pino';
import { ConfigError, parseConfig } from './config.js';
import { createLog } from './log.js';
import { createReporter } from './monitoring/reporter.js';
import { startService } from './service.js';

/** Runs the service as a process: configuration from the environment, a drain on the first signal. */

/** A stop takes at most ten seconds; what is not closed by then is cut. */
const STOP_MS = 9_500;

const EXIT_INTERRUPTED = 130;

/** Longest wait for Sentry before the process ends over a fault: it goes on meanwhile, in a state that nobody knows. */
const LAST_REPORT_MS = 1_000;

const start = async (): Promise<void> => {
  const config = parseConfig(process.env);
  const log = createLog(config);
  const reporter = createReporter(config, log);
  const end = enderOf(log, reporter);
  // A rejection that nobody handles arrives here as well, with an origin of its own.
  process.on('uncaughtException', end);
  const service = await startService(config, { log, reporter, onFatal: end });
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      // A supervisor may pass SIGTERM on a second time; a person who presses Ctrl-C again wants out.
      if (signal === 'SIGINT') process.exit(EXIT_INTERRUPTED);
      return;
    }
    isStopping = true;
    let isStopped = false;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      // Everything of ours is closed then, but something else, such as an SDK that still loads, keeps the process alive.
      if (isStopped) process.exit(0);
      log.error('the stop took too long');
      process.exit(1);
    }, STOP_MS).unref();
    const stopped = service.stop().then(() => reporter.close());
    stopped.then(() => {
      isStopped = true;
      log.info('stopped');
    }, end);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  // Last, as whoever waits for this line may send a signal at once.
  log.info({ url: service.url, nodeId: config.nodeId, dataDir: config.dataDir }, 'the service listens');
};

/** Ends the process over a fault: reports it, logs it, and exits once the report is sent. */
const enderOf = (log: Logger, reporter: ErrorReporter): ((error: Error, operation?: string) => void) => {
  let ending: Promise<void> | undefined;
  return (error, operation = 'background work') => {
    reporter.captureError(error, { source: 'process', operation, level: 'fatal' });
    log.fatal({ err: error }, 'the service cannot go on');
    ending ??= reporter.close(LAST_REPORT_MS).finally(() => process.exit(1));
  };
};

try {
  await start();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ConfigError ? '' : 'The service could not start: ';
  process.stderr.write(`${hint}${reason}\n`);
  process.exit(1);
}
