import { ConfigError, parseConfig } from './config.js';
import { createLog } from './log.js';
import { startService } from './service.js';

/** Runs the service as a process: configuration from the environment, a drain on the first signal. */

/** A stop takes at most ten seconds; what is not closed by then is cut. */
const STOP_MS = 9_500;

const EXIT_INTERRUPTED = 130;

const start = async (): Promise<void> => {
  const config = parseConfig(process.env);
  const log = createLog(config);
  const end = (error: Error): void => {
    log.fatal({ err: error }, 'the service cannot go on');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  const service = await startService(config, { log, onFatal: end });
  log.info({ url: service.url, dataDir: config.dataDir }, 'the service listens');

  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      // A supervisor may pass SIGTERM on a second time; a person who presses Ctrl-C again wants out.
      if (signal === 'SIGINT') process.exit(EXIT_INTERRUPTED);
      return;
    }
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('the stop took too long');
      process.exit(1);
    }, STOP_MS).unref();
    service.stop().then(() => {
      log.info('stopped');
    }, end);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
};

try {
  await start();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ConfigError ? '' : 'The service could not start: ';
  process.stderr.write(`${hint}${reason}\n`);
  process.exit(1);
}
