import type { Objective } from '../../schema.js';
import { inputSeries, type InputSeries, type Phase } from './input-series.js';

/** Whether an alert fires at a moment. */
interface Check {
  readonly atSeconds: number;
  readonly isFiring: boolean;
}

/** Something that happens to a rule, and what the rule must make of it. */
export interface RuleCase {
  readonly alert: string;
  readonly name: string;
  readonly input: readonly InputSeries[];
  readonly checks: readonly Check[];
}

/** Rounded up to what the intervals of every pace divide. */
export function whole(seconds: number): number {
  return Math.ceil(seconds / 300) * 300;
}

/** Total of some phases. */
export function lasting(phases: readonly Phase[]): number {
  return phases.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** How often a test scrapes and evaluates. */
export interface Pace {
  readonly scrapeIntervalSeconds: number;
  readonly evaluationIntervalSeconds: number;
}

/** As the generated files do. */
export const realPace: Pace = { scrapeIntervalSeconds: 15, evaluationIntervalSeconds: 30 };

/** As rarely as rules allow, for windows of days: promtool takes a minute and a half for six days at the real pace. */
export const slowPace: Pace = { scrapeIntervalSeconds: 75, evaluationIntervalSeconds: 300 };

/** Makes cases of one alert. */
export function caseMaker(alert: string, objective: Objective, pace: Pace) {
  return (name: string, phases: readonly Phase[], ...checks: readonly [number, boolean][]): RuleCase => ({
    alert,
    name,
    input: inputSeries(objective, phases, pace.scrapeIntervalSeconds),
    checks: checks.map(([atSeconds, isFiring]) => ({ atSeconds, isFiring })),
  });
}
