import { errorBudget, formatTarget, type Objectives } from '@chatwatch/objectives';
import type { Readiness } from '../http/routes/health.js';
import { iso } from '../chat/present.js';
import type { AlertState } from './alert-states.js';
import { figuresBetween, readTotals, type Totals } from './figures.js';
import { systemHealth } from './health.js';
import { LiveFigures } from './live-figures.js';
import { LiveStreams } from './live-streams.js';
import { type Judgement, ObjectiveWatch } from './objective-watch.js';
import { PageVitals } from './page-vitals.js';
import type { AlertReport, AlertsReport, ObjectiveReport, Overview, RealTimeReport, VitalsSummary } from './reports.js';

const MINUTE_MS = 60_000;
/** However many consoles ask, one evaluation a second. */
const FRESH_MS = 1_000;

export interface AnalyticsOptions {
  readonly objectives: Objectives;
  /** Gives metrics as they stand, as `Telemetry.peek` does. */
  readonly peek: (names: Iterable<string>) => string;
  readonly readiness: () => Promise<Readiness>;
  readonly nodeId: string;
  /** Milliseconds since 1970, never going back. */
  readonly now?: () => number;
}

/** The wall clock as it was at the start of the process, and what has passed since: a clock that is set moves nothing. */
const steadyNow = (): number => performance.timeOrigin + performance.now();

/** What this node knows of itself: how its promises stand, what it does now, and how fast its pages were. */
export class Analytics {
  readonly streams = new LiveStreams(() => this.realTime());
  readonly #options: AnalyticsOptions;
  readonly #now: () => number;
  readonly #watch: ObjectiveWatch;
  readonly #figures: LiveFigures;
  readonly #vitals = new PageVitals();
  /** Of the last minutes, to tell what was done since. */
  #minutes: readonly Totals[];
  #judged: Judgement | undefined;
  #overview: { readonly atMs: number; readonly answer: Promise<Overview> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AnalyticsOptions) {
    this.#options = options;
    this.#now = options.now ?? steadyNow;
    const { objectives, peek } = options;
    this.#watch = new ObjectiveWatch({ objectives, peek, now: this.#now });
    this.#figures = new LiveFigures({ peek, now: this.#now });
    this.#minutes = [readTotals(peek, this.#now())];
  }

  /** Begins to remember, once a minute. */
  start(): void {
    this.#timer = setInterval(() => {
      this.remember();
    }, MINUTE_MS).unref();
  }

  /** Keeps the present to compare later moments with, as `start` has it done each minute. */
  remember(): void {
    this.#judged = this.#watch.remember();
    this.#minutes = [...this.#minutes.slice(-1), readTotals(this.#options.peek, this.#now())];
  }

  /** Ends the streams and stops. */
  close(): void {
    clearInterval(this.#timer);
    this.streams.close();
    this.#vitals.close();
  }

  /** All in one; questions within a second share the answer. */
  overview(): Promise<Overview> {
    const atMs = this.#now();
    if (!this.#overview || atMs - this.#overview.atMs >= FRESH_MS) {
      this.#overview = { atMs, answer: this.#makeOverview() };
    }
    return this.#overview.answer;
  }

  /** Every alert, also those that are quiet. */
  alerts(): AlertsReport {
    const { atMs, alerts } = this.#judge();
    return { ...this.#head(atMs), alerts: alerts.map(toReport) };
  }

  realTime(): RealTimeReport {
    const { atMs, messagesPerSecond, ...figures } = this.#figures.read();
    return { timestamp: iso(atMs), ...figures, throughput: messagesPerSecond };
  }

  vitals(): VitalsSummary {
    return { ...this.#head(this.#now()), pages: this.#vitals.summaries() };
  }

  async #makeOverview(): Promise<Overview> {
    const { objectives, peek, readiness } = this.#options;
    const ready = await readiness();
    const { atMs, standings, alerts } = this.#judge();
    const [before = readTotals(peek, atMs)] = this.#minutes;
    return {
      ...this.#head(atMs),
      systemHealth: systemHealth(ready, objectives, standings, alerts),
      objectives: objectives.map((objective, index): ObjectiveReport => {
        const { id, title, promise, severity, runbook, unit } = objective;
        // One standing an objective.
        const standing = standings[index] ?? {
          state: 'no_data',
          value: null,
          events: null,
          burnRate: null,
          overSeconds: 0,
        };
        const { burnRate } = standing;
        const budgetLeft = burnRate === null || errorBudget(objective) === null ? null : 1 - burnRate;
        return {
          id,
          title,
          promise,
          target: formatTarget(objective),
          unit,
          severity,
          runbook,
          ...standing,
          budgetLeft,
        };
      }),
      applicationMetrics: figuresBetween(before, readTotals(peek, this.#now())),
      alerts: alerts.filter(({ state }) => state !== 'inactive').map(toReport),
    };
  }

  #judge(): Judgement {
    if (!this.#judged || this.#now() - this.#judged.atMs >= FRESH_MS) this.#judged = this.#watch.judge();
    return this.#judged;
  }

  #head(atMs: number) {
    const { startedAtMs } = this.#watch;
    return {
      generatedAt: iso(atMs),
      scope: 'node' as const,
      nodeId: this.#options.nodeId,
      startedAt: iso(startedAtMs),
    };
  }
}

const toReport = ({ activeSinceMs, ...alert }: AlertState): AlertReport => ({
  ...alert,
  activeSince: activeSinceMs === null ? null : iso(activeSinceMs),
});
