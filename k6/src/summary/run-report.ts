import type { Options } from '../options.ts';
import { isAboutTime, type Thresholds } from '../promises/promise.ts';
import type { K6Metric, K6Summary } from './k6-summary.ts';

/**
 * How a promise came out. `too_few_events`: its figure met the target, but rests on less than the objective asks for.
 * `not_tried`: the run was too small to keep it.
 */
export type PromiseState = 'met' | 'missed' | 'too_few_events' | 'no_data' | 'not_tried';

export interface PromiseReport {
  /** The objective's id. */
  readonly objective: string;
  readonly title: string;
  /** For people. */
  readonly target: string;
  readonly state: PromiseState;
  /** False: the run was told to report it, not to judge by it. */
  readonly isJudged: boolean;
  /** Share of events that kept it; for a measurement, the number. Null when there is none. */
  readonly value: number | null;
  /** Null for a measurement. */
  readonly events: number | null;
}

interface ThresholdReport {
  readonly metric: string;
  readonly threshold: string;
  readonly isMet: boolean;
}

/** Where a run was made; only runs of one environment may be compared. Null where nobody told. */
export interface RunEnvironment {
  readonly commit: string | null;
  readonly branch: string | null;
  /** Whether the service was started for this run alone. */
  readonly isEmbedded: boolean;
  readonly machine: Readonly<Record<string, string | number>> | null;
}

/** What a run came to. */
export interface RunReport extends RunEnvironment {
  readonly version: 1;
  readonly id: string;
  readonly scenario: string;
  readonly startedAt: string;
  readonly durationSeconds: number;
  readonly people: number;
  readonly hasPassed: boolean;
  readonly promises: readonly PromiseReport[];
  /** Numbers that external objectives ask of a load run; null when the run was not good enough to count. */
  readonly measurements: Readonly<Record<string, number | null>>;
  readonly thresholds: readonly ThresholdReport[];
  /** Checks that did not always hold. */
  readonly failedChecks: readonly { readonly name: string; readonly fails: number }[];
  readonly metrics: Readonly<Record<string, MetricReport>>;
}

/** Figures of a metric over the whole run; times in milliseconds. */
interface MetricReport {
  readonly type: string;
  readonly unit: 'milliseconds' | 'bytes' | 'none';
  readonly values: Readonly<Record<string, number>>;
}

interface Run {
  readonly scenario: string;
  readonly options: Pick<Options, 'people' | 'runId' | 'timing'>;
  readonly environment: RunEnvironment;
  readonly endedAtMs: number;
}

/** Shapes k6's summary into what a run is kept as. */
export function reportOf(summary: K6Summary, generated: Thresholds, run: Run): RunReport {
  const { metrics, state } = summary;
  const thresholds = thresholdsIn(metrics);
  const hasPassed = thresholds.every(({ isMet }) => isMet);
  const promises = judged(metrics, generated, run.options.timing);
  // Only a run that kept every promise counts, also where it was told not to judge by all of them.
  const isGood = hasPassed && promises.every(({ state }) => state === 'met' || state === 'too_few_events');
  const measurements = { concurrent_users: isGood ? countIn(metrics.chat_people_stayed) : null };
  return {
    version: 1,
    id: run.options.runId,
    scenario: run.scenario,
    ...run.environment,
    startedAt: new Date(run.endedAtMs - state.testRunDurationMs).toISOString(),
    durationSeconds: state.testRunDurationMs / 1000,
    people: run.options.people,
    hasPassed,
    promises: [...promises, ...measured(measurements, generated, run.options.people)],
    measurements,
    thresholds,
    failedChecks: summary.root_group.checks
      .filter(({ fails }) => fails > 0)
      .map(({ name, fails }) => ({ name, fails })),
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, metricReport(metric)])),
  };
}

function thresholdsIn(metrics: K6Summary['metrics']): ThresholdReport[] {
  return Object.entries(metrics).flatMap(([metric, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([threshold, { ok }]) => ({ metric, threshold, isMet: ok })),
  );
}

const countIn = (metric: K6Metric | undefined): number => metric?.values.count ?? 0;

function judged(metrics: K6Summary['metrics'], { promises }: Thresholds, timing: Options['timing']): PromiseReport[] {
  return promises.map((promise) => {
    const { objective, title, target, keptAtLeast, minimumEvents } = promise;
    const { rate = 0, passes = 0, fails = 0 } = metrics[`promise_kept{objective:${objective}}`]?.values ?? {};
    const events = passes + fails;
    const value = events === 0 ? null : rate;
    const state = stateOf(value, events, { keptAtLeast, minimumEvents });
    return { objective, title, target, state, isJudged: timing === 'judge' || !isAboutTime(promise), value, events };
  });
}

function stateOf(
  value: number | null,
  events: number,
  { keptAtLeast, minimumEvents }: { keptAtLeast: number; minimumEvents: number },
): PromiseState {
  if (value === null) return 'no_data';
  if (value < keptAtLeast) return 'missed';
  return events < minimumEvents ? 'too_few_events' : 'met';
}

function measured(
  values: Readonly<Record<string, number | null>>,
  { measurements }: Thresholds,
  people: number,
): PromiseReport[] {
  return measurements.map(({ objective, title, target, measurement, atLeast }) => {
    const value = values[measurement] ?? null;
    const isTried = measurement !== 'concurrent_users' || people >= atLeast;
    const state = value !== null && value >= atLeast ? 'met' : isTried ? 'missed' : 'not_tried';
    return { objective, title, target, state, isJudged: false, value, events: null };
  });
}

function metricReport({ type, contains, values }: K6Metric): MetricReport {
  const unit = contains === 'time' ? 'milliseconds' : contains === 'data' ? 'bytes' : 'none';
  return { type, unit, values };
}
