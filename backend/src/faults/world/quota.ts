/** Share of the time in which the process may run, and the length of a period: a container's quota is kept like this. */
const RUN_MS = 4;
const PERIOD_MS = 40;

/** Gives a process a tenth of its processors, as a container with a small quota has it. */
export class Quota {
  readonly #pid: number;
  #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setTimeout(this.#stop, RUN_MS);
  }

  /** Lets it run freely again; may come after the process has ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#signal('SIGCONT');
  }

  readonly #stop = (): void => {
    this.#signal('SIGSTOP');
    this.#timer = setTimeout(this.#go, PERIOD_MS - RUN_MS);
  };

  readonly #go = (): void => {
    this.#signal('SIGCONT');
    this.#timer = setTimeout(this.#stop, RUN_MS);
  };

  #signal(signal: NodeJS.Signals): void {
    try {
      process.kill(this.#pid, signal);
    } catch {
      // The process has ended.
    }
  }
}
