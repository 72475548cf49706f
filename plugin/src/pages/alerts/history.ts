import type { AlertRule } from '../../data/grafana/alert-rule';

/** A time in which an alert was active. */
export interface ActiveTime {
  readonly fromMs: number;
  readonly toMs: number;
  readonly isFiring: boolean;
}

/** What a range query says about one alert: Prometheus' `ALERTS`. */
export interface StateSamples {
  readonly labels: Readonly<Record<string, string>>;
  /** Moments in milliseconds at which it was in this state. */
  readonly times: readonly number[];
}

const DEFAULT_STEP_MS = 60_000;

const stepOf = (all: readonly StateSamples[]): number => {
  let step = Infinity;
  for (const { times } of all) {
    times.forEach((time, index) => (step = index === 0 ? step : Math.min(step, time - (times[index - 1] ?? time))));
  }
  return Number.isFinite(step) && step > 0 ? step : DEFAULT_STEP_MS;
};

const joined = (times: readonly number[], stepMs: number, isFiring: boolean): ActiveTime[] => {
  const spans: { fromMs: number; toMs: number; isFiring: boolean }[] = [];
  for (const time of times) {
    const last = spans.at(-1);
    // A sample speaks for the step that ends with it, as does the query.
    if (last !== undefined && time - last.toMs <= stepMs * 1.5) last.toMs = time;
    else spans.push({ fromMs: time - stepMs, toMs: time, isFiring });
  }
  return spans;
};

/** When alerts were active, by their names, the earliest first; overlapping where several alerts of a rule were. */
export const activeTimes = (all: readonly StateSamples[]): ReadonlyMap<string, readonly ActiveTime[]> => {
  const stepMs = stepOf(all);
  const found = new Map<string, ActiveTime[]>();
  for (const { labels, times } of all) {
    const { alertname = '', alertstate } = labels;
    const spans = joined(times, stepMs, alertstate === 'firing');
    found.set(alertname, [...(found.get(alertname) ?? []), ...spans]);
  }
  for (const spans of found.values()) spans.sort((one, other) => one.fromMs - other.fromMs);
  return found;
};

/**
 * What is known of a rule that leaves no series: since when its alerts are as they are.
 * @param nowMs until when
 */
export const activeNow = ({ alerts }: Pick<AlertRule, 'alerts'>, nowMs: number): readonly ActiveTime[] => {
  const spans = alerts.flatMap(({ state, activeAtMs }) =>
    activeAtMs === undefined || (state !== 'firing' && state !== 'pending')
      ? []
      : [{ fromMs: activeAtMs, toMs: nowMs, isFiring: state === 'firing' }],
  );
  // The same object for all quiet rules, so that their rows need not be drawn anew.
  return spans.length === 0 ? QUIET : spans;
};

const QUIET: readonly ActiveTime[] = [];

/** What a time line says in numbers: how often it fired and for how long, in milliseconds. */
export const firedIn = (spans: readonly ActiveTime[]): { times: number; forMs: number } => {
  const firing = spans.filter(({ isFiring }) => isFiring);
  return { times: firing.length, forMs: firing.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) };
};

/** A span in shares of a range, 0 to 1; undefined where it is outside. */
export const shareOfRange = (
  { fromMs, toMs }: ActiveTime,
  range: { fromMs: number; toMs: number },
): { start: number; width: number } | undefined => {
  const length = range.toMs - range.fromMs;
  const start = Math.max(0, (fromMs - range.fromMs) / length);
  const end = Math.min(1, (toMs - range.fromMs) / length);
  return end > start ? { start, width: end - start } : undefined;
};
