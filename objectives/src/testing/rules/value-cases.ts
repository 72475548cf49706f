import { durationSeconds } from '../../duration.js';
import { limitOf } from '../../limit.js';
import type { Objective } from '../../schema.js';
import { ownWindow } from '../../rules/windows.js';
import type { Phase } from './input-series.js';
import { caseMaker, lasting, realPace, type RuleCase, whole } from './rule-case.js';

type Make = ReturnType<typeof caseMaker>;
type At = (seconds: number, beyond: number, also?: Partial<Phase>) => Phase;

/** Phases with a value so many times its limit, away from what is promised. */
function phasesOf(objective: Objective, rate: number): At {
  const { comparison, value } = limitOf(objective);
  const { indicator } = objective;
  // What grows begins at a hundred million bytes.
  const size = indicator.kind === 'growth' && indicator.measure === 'relative' ? 100e6 : 1;
  return (seconds, beyond, also = {}) => {
    const times = comparison === 'atMost' ? beyond : 2 - beyond;
    return { seconds: whole(seconds), rate, value: value * times * size, ...also };
  };
}

/** An average over a window: it crosses its limit when half of the window is at twice the limit. */
function averageCases(make: Make, at: At, window: number, slack: number): RuleCase[] {
  const half = window / 2;
  const patience = window / 12;
  const failing = at(1.1 * half + patience + slack, 2);
  const recovering = at(1.1 * half + patience + slack, 0);
  const end = window + failing.seconds;
  return [
    make(
      'recovery',
      [at(window, 0), failing, recovering],
      [window + 0.9 * half, false],
      [end, true],
      [end + 0.4 * window, true],
      [end + recovering.seconds, false],
    ),
    make(
      'a spike',
      [at(0.7 * window, 0), at(300, 2), at(window / 4, 0)],
      [0.7 * window + 300, false],
      [0.95 * window, false],
    ),
  ];
}

function growthCases(make: Make, at: At, window: number, slack: number, minimumElapsed: number): RuleCase[] {
  const patience = Math.min(window / 6, 3600);
  const failing = at(window / 2, 1.5);
  const recovering = at(window + patience + slack, 0);
  const phases = [failing, recovering];
  const early = whole(minimumElapsed + patience + 2 * slack);
  return [
    make('recovery', phases, [failing.seconds, true], [lasting(phases), false]),
    make(
      'a spike',
      [at(window / 2, 0), at(300, 1.02), at(window / 4, 0)],
      [window / 2 + 300, false],
      [0.7 * window, false],
    ),
    make('too early', [at(early, 10)], [minimumElapsed + patience - slack, false], [early, true]),
  ];
}

function volumeCases(make: Make, at: At, objective: Objective, window: number): RuleCase[] {
  const { indicator } = objective;
  if (indicator.kind !== 'average') return [];
  const seconds = 0.7 * window;
  const rate = (share: number) => ({ rate: (share * indicator.minimumEvents) / whole(seconds) });
  return [
    make('too few events', [at(seconds, 2, rate(0.85))], [seconds, false]),
    make('enough events', [at(seconds, 2, rate(1.3))], [seconds, true]),
  ];
}

function silenceCases(make: Make, at: At, objective: Objective, window: number, slack: number): RuleCase[] {
  const over = at(0.7 * window, 1.5);
  const quiet = at(window + window / 12 + 2 * slack, 0);
  const end = over.seconds + quiet.seconds;
  const absent = make('absent data', [over, { ...quiet, isAbsent: true }], [over.seconds, true], [end, false]);
  if (objective.indicator.kind !== 'average') return [absent];
  return [absent, make('no traffic', [over, { ...quiet, rate: 0 }], [over.seconds, true], [end, false])];
}

/** What happens to the alert about a value beyond its limit. */
export function valueCases(alert: string, objective: Objective): RuleCase[] {
  const { indicator } = objective;
  const make = caseMaker(alert, objective, realPace);
  const window = durationSeconds(ownWindow(objective));
  const rate = 'minimumEvents' in indicator ? (20 * indicator.minimumEvents) / window : 0;
  const at = phasesOf(objective, rate);
  const slack = 2 * realPace.evaluationIntervalSeconds + realPace.scrapeIntervalSeconds;
  const most = whole(0.7 * window);
  const course =
    indicator.kind === 'growth'
      ? growthCases(make, at, window, slack, durationSeconds(indicator.minimumElapsed))
      : averageCases(make, at, window, slack);
  return [
    make('just under', [at(most, 0.98)], [most / 2, false], [most, false]),
    make('just over', [at(most, 1.02)], [most, true]),
    make('a reset while just under', [at(most / 2, 0.98), at(most / 2, 0.98, { restarts: true })], [most, false]),
    ...course,
    ...silenceCases(make, at, objective, window, slack),
    ...volumeCases(make, at, objective, window),
  ];
}
