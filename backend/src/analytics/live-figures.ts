import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { CpuMeter } from './cpu-meter.js';
import { type Figures, figuresBetween, readTotals, type Totals } from './figures.js';

/** What the node does now. */
export interface RealTime extends Figures {
  readonly atMs: number;
  /** Share of the machine's cores, 0 to 1. */
  readonly cpu: number;
  /** Resident, bytes. */
  readonly memory: number;
  readonly heapUsedBytes: number;
  /** Share of the time that the event loop was busy, 0 to 1. */
  readonly eventLoopUtilization: number;
}

/** Shorter spans give rates that jump. A little under the second at which streams ask. */
const LEAST_MS = 900;

/** Reads the node's figures from what they were at the question before; questions within a second share one answer. */
export class LiveFigures {
  readonly #peek: (names: Iterable<string>) => string;
  readonly #now: () => number;
  readonly #cpu = new CpuMeter();
  #loop: EventLoopUtilization = performance.eventLoopUtilization();
  #totals: Totals;
  #answer: RealTime | undefined;

  constructor(options: { peek: (names: Iterable<string>) => string; now: () => number }) {
    this.#peek = options.peek;
    this.#now = options.now;
    this.#totals = readTotals(this.#peek, this.#now());
  }

  read(): RealTime {
    const atMs = this.#now();
    if (this.#answer && atMs - this.#totals.atMs < LEAST_MS) return this.#answer;
    const totals = readTotals(this.#peek, atMs);
    const loop = performance.eventLoopUtilization();
    const { rss, heapUsed } = process.memoryUsage();
    this.#answer = {
      atMs,
      cpu: this.#cpu.lap(),
      memory: rss,
      heapUsedBytes: heapUsed,
      eventLoopUtilization: performance.eventLoopUtilization(loop, this.#loop).utilization,
      ...figuresBetween(this.#totals, totals),
    };
    this.#loop = loop;
    this.#totals = totals;
    return this.#answer;
  }
}
