import { burnRate, meets } from './limit.js';
import { measure, type EvaluationWindow } from './measure.js';
import type { Objective } from './schema.js';

/**
 * How an objective stands:
 * - `met`, `missed`: enough was measured for a verdict.
 * - `no_data`: the metric is not there at all. Never to be shown as health.
 * - `too_few_events`: the metric is there, with fewer events than the objective's `minimumEvents`.
 * - `too_early`: growth was watched for less than its `minimumElapsed`.
 * - `external`: measured by a build or a load run, so scrapes say nothing; judge the number with {@link meets}.
 */
export type EvaluationState = 'met' | 'missed' | 'no_data' | 'too_few_events' | 'too_early' | 'external';

/**
 * One objective's standing in a window. `value` is in the objective's own terms (a share, seconds, bytes per hour, see
 * {@link formatValue}) and also given for `too_few_events`, where there was any event. `events` counts what the value
 * rests on and is null for kinds that do not count. `burnRate` is null without a verdict or without an error budget.
 */
export interface Evaluation {
  readonly id: string;
  readonly state: EvaluationState;
  readonly value: number | null;
  readonly events: number | null;
  readonly burnRate: number | null;
}

/**
 * Judges an objective from two scrapes of the same processes.
 *
 * Throws an {@link ObjectivesError} `bound_not_an_edge` when a histogram has no bucket at the objective's bound.
 *
 * @example
 * evaluate(objective, { start: parseExposition(before), end: parseExposition(now), elapsedSeconds: 300 }).state;
 */
export function evaluate(objective: Objective, window: EvaluationWindow): Evaluation {
  const { id } = objective;
  const measurement = measure(objective.indicator, window);
  if (measurement.missing !== undefined) {
    const { missing, value, events } = measurement;
    return { id, state: missing, value, events, burnRate: null };
  }
  const { value, events } = measurement;
  return { id, state: meets(objective, value) ? 'met' : 'missed', value, events, burnRate: burnRate(objective, value) };
}
