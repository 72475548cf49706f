import { burnFactor, windowPairs } from '@chatwatch/objectives/windows';
import type { Series } from '../../../data/prometheus';
import { windowSeconds } from '../../../objectives/format';
import type { Objective } from '../../../objectives/objective';

/** Whether an alert fires, is about to, or does not. */
export type AlertState = 'firing' | 'pending' | 'quiet';

/** Two windows that an alert looks at, and what they show now. */
export interface BurnWindow {
  readonly long: string;
  readonly short: string;
  /** Both must burn faster than this. */
  readonly threshold: number;
  readonly severity: string;
  /** Absent without events in the window. */
  readonly longRate?: number;
  readonly shortRate?: number;
  readonly state: AlertState;
  /** Even if all events were bad it would not burn so fast, so there is no such alert. */
  readonly isUnreachable: boolean;
}

/** Answers of one objective: burn rates by window, alerts by name and state, and the share that may be bad. */
export interface BurnAnswers {
  readonly rates: readonly Series[];
  readonly alerts: readonly Series[];
  readonly allowed: number | undefined;
}

/** The worst state of alerts that are told of; quiet ones have no series. */
function worstState(alerts: readonly Series[]): AlertState {
  const states = new Set(alerts.map(({ labels }) => labels.alertstate));
  if (states.has('firing')) return 'firing';
  return states.has('pending') ? 'pending' : 'quiet';
}

/** The pairs of windows that fit into an objective's own, fastest burn first; none where there is no budget. */
export function burnWindows(objective: Objective, { rates, alerts, allowed }: BurnAnswers): BurnWindow[] {
  const { id, window, severity } = objective;
  if (window === undefined || allowed === undefined || allowed <= 0) return [];
  const rateOf = new Map(rates.map(({ labels, values }) => [labels.window, values.at(-1)]));
  return windowPairs
    .filter(({ long }) => windowSeconds(long) <= windowSeconds(window))
    .map((pair) => {
      const { long, short } = pair;
      const threshold = burnFactor(pair, { id, window });
      const [longRate, shortRate] = [rateOf.get(long), rateOf.get(short)];
      return {
        long,
        short,
        threshold,
        severity: severity === 'ticket' ? 'ticket' : pair.severity,
        ...(longRate === undefined ? {} : { longRate }),
        ...(shortRate === undefined ? {} : { shortRate }),
        state: worstState(alerts.filter(({ labels }) => labels.long_window === long)),
        isUnreachable: threshold >= 1 / allowed,
      };
    });
}

/** Alerts of an objective that look at no windows: that its value is beyond the target, or that its metric is gone. */
export const otherAlerts = (alerts: readonly Series[]): { name: string; state: AlertState; severity: string }[] =>
  alerts
    .filter(({ labels }) => labels.long_window === undefined || labels.long_window === '')
    .map((alert) => ({
      name: alert.labels.alertname ?? '',
      state: worstState([alert]),
      severity: alert.labels.severity ?? '',
    }));
