import type { Ending } from './summary.js';

const EXIT_INTERRUPTED = 130;

/** Says once why a run ends; who waits for the end listens to its signal. */
export class Stopping {
  readonly #controller = new AbortController();
  #ending: Ending | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Undefined while the run goes on. */
  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** Later reasons change nothing. */
  stop(ending: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    this.#controller.abort();
  }
}

/**
 * Ends the run on a signal. A second SIGINT ends the process at once; SIGTERM may come any number of times, as npm and
 * scripts pass one on that came to the whole group already. The function returned takes the handlers away.
 */
export function stopOnSignals(stopping: Stopping): () => void {
  let interrupts = 0;
  const onInterrupt = () => {
    if (++interrupts > 1) process.exit(EXIT_INTERRUPTED);
    stopping.stop('signal');
  };
  const onTerminate = () => {
    stopping.stop('signal');
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate).on('SIGHUP', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate).off('SIGHUP', onTerminate);
  };
}
