import { availableParallelism } from 'node:os';

/** CPU seconds of the process so far, and the moment of reading them. */
interface Read {
  readonly seconds: number;
  readonly atMs: number;
}

const read = (): Read => {
  const { user, system } = process.cpuUsage();
  return { seconds: (user + system) / 1e6, atMs: performance.now() };
};

/** Shorter spans say more about the clock than about the process. */
const LEAST_MS = 200;

/** Tells the share of the machine's cores that the process used, from totals that only grow. */
export class CpuMeter {
  #last = read();
  #utilization = 0;

  /** From 0 to 1, since `lap` was called last; soon after that, what it was then. */
  get utilization(): number {
    const now = read();
    const elapsedMs = now.atMs - this.#last.atMs;
    if (elapsedMs < LEAST_MS) return this.#utilization;
    const used = (now.seconds - this.#last.seconds) / (elapsedMs / 1_000) / availableParallelism();
    // The clocks are read one after the other, so a busy process may come out a little over all cores.
    return Math.min(1, Math.max(0, used));
  }

  /** Begins a new span; gives the share of the one that ends. */
  lap(): number {
    this.#utilization = this.utilization;
    this.#last = read();
    return this.#utilization;
  }
}
