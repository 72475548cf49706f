import type { AlertRule } from '../../data/grafana/alert-rule';
import type { StateChange } from '../../data/grafana/state-changes';

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

/** What alerts recover from still fires. */
const isFiringIn = (state: string): boolean => /^(Alerting|Recovering)\b/.test(state);
const isActiveIn = (state: string): boolean => isFiringIn(state) || /^Pending\b/.test(state);

const timesOfAlert = (
  changes: readonly StateChange[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): ActiveTime[] => {
  const inOrder = [...changes].sort((one, other) => one.atMs - other.atMs);
  const spans: { fromMs: number; toMs: number; isFiring: boolean }[] = [];
  const add = (state: string, from: number, to: number): void => {
    if (!isActiveIn(state) || to <= from) return;
    const isFiring = isFiringIn(state);
    const last = spans.at(-1);
    if (last?.toMs === from && last.isFiring === isFiring) last.toMs = to;
    else spans.push({ fromMs: from, toMs: to, isFiring });
  };
  inOrder.forEach(({ from, to, atMs }, index) => {
    // What it was before its first change it was since before the range.
    if (index === 0) add(from, fromMs, atMs);
    add(to, atMs, inOrder[index + 1]?.atMs ?? toMs);
  });
  return spans;
};

/** When alerts were active by what Grafana noted in a range, by the names of their rules, the earliest first. */
export const timesOfChanges = (
  changes: readonly StateChange[],
  range: { fromMs: number; toMs: number },
): ReadonlyMap<string, readonly ActiveTime[]> => {
  const byAlert = new Map<string, StateChange[]>();
  for (const change of changes) {
    const key = `${change.rule} ${change.alert}`;
    byAlert.set(key, [...(byAlert.get(key) ?? []), change]);
  }
  const found = new Map<string, ActiveTime[]>();
  for (const alert of byAlert.values()) {
    const rule = alert[0]?.rule ?? '';
    found.set(rule, [...(found.get(rule) ?? []), ...timesOfAlert(alert, range)]);
  }
  for (const spans of found.values()) spans.sort((one, other) => one.fromMs - other.fromMs);
  return found;
};

/**
 * What is known of a rule that leaves neither series nor notes: since when its alerts are as they are.
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
