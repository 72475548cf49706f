import { type Objectives, parseExposition, type Sample, type Samples } from '@chatwatch/objectives';
import { type AlertState, AlertStates, ownSeconds } from './alert-states.js';
import { CpuMeter } from './cpu-meter.js';
import { History, type Moment } from './history.js';
import { metricsRead, readingOf, withoutOtherBuckets } from './readings.js';
import { type Standing, standingOver } from './standing.js';

/** How all objectives and their alerts stand at one moment; standings in the order of the objectives. */
export interface Judgement {
  readonly atMs: number;
  readonly standings: readonly Standing[];
  readonly alerts: readonly AlertState[];
}

export interface ObjectiveWatchOptions {
  readonly objectives: Objectives;
  /** Gives metrics as they stand, as `Telemetry.peek` does. */
  readonly peek: (names: Iterable<string>) => string;
  /** Milliseconds since 1970, never going back. */
  readonly now: () => number;
}

/**
 * Judges the objectives from what this process has counted since its start. Told to `remember` once a minute, it knows
 * what was an hour ago.
 */
export class ObjectiveWatch {
  readonly startedAtMs: number;
  readonly #options: ObjectiveWatchOptions;
  readonly #metrics: readonly string[];
  readonly #reduce: (exposition: string) => string;
  readonly #history: History;
  readonly #alerts: AlertStates;
  readonly #cpu = new CpuMeter();

  constructor(options: ObjectiveWatchOptions) {
    const { objectives, now } = options;
    this.#options = options;
    this.startedAtMs = now();
    this.#metrics = metricsRead(objectives);
    this.#reduce = withoutOtherBuckets(objectives);
    this.#history = new History(objectives.length);
    this.#alerts = new AlertStates(objectives);
  }

  /** How everything stands now. */
  judge(): Judgement {
    return this.#judge(this.#moment());
  }

  /** Judges, and keeps the moment to compare later ones with. */
  remember(): Judgement {
    const moment = this.#moment();
    this.#cpu.lap();
    if (moment.atMs > this.#history.lastMs) this.#history.push(moment);
    return this.#judge(moment);
  }

  #judge(now: Moment): Judgement {
    const past = { startedAtMs: this.startedAtMs, history: this.#history, now };
    const standings = this.#options.objectives.map((objective, index) =>
      standingOver(objective, index, ownSeconds(objective), past),
    );
    return { atMs: now.atMs, standings, alerts: this.#alerts.evaluate(past) };
  }

  #moment(): Moment {
    const exposition = this.#reduce(this.#options.peek(this.#metrics));
    const samples = new Map([...parseExposition(exposition), ...this.#gauges()]);
    return {
      atMs: this.#options.now(),
      readings: this.#options.objectives.map((objective) => readingOf(objective, samples)),
    };
  }

  /** Gauges that are measured at each scrape, and by a scrape alone: here as they are now, and without ending its span. */
  #gauges(): Samples {
    const { rss, heapUsed } = process.memoryUsage();
    const one = (value: number): Sample[] => [{ labels: {}, value }];
    return new Map([
      ['process_cpu_utilization_ratio', one(this.#cpu.utilization)],
      ['process_resident_memory_bytes', one(rss)],
      ['nodejs_heap_size_used_bytes', one(heapUsed)],
    ]);
  }
}
