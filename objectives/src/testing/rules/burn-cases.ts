import { durationSeconds } from '../../duration.js';
import { errorBudget } from '../../limit.js';
import type { Objective } from '../../schema.js';
import { burnFactor, type WindowPair } from '../../rules/windows.js';
import { caseMaker, lasting, type Pace, type RuleCase, whole } from './rule-case.js';

interface Setting {
  readonly long: number;
  readonly short: number;
  /** The share of bad events over which the alert fires. */
  readonly threshold: number;
  readonly patience: number;
  readonly keeps: number;
  /** Events a second, plenty in the short window. */
  readonly rate: number;
  readonly minimumEvents: number;
  /** Long enough for constant behaviour to show. */
  readonly span: number;
  /** What rules may be late by. */
  readonly slack: number;
}

type Make = ReturnType<typeof caseMaker>;

function settingOf(objective: Objective, pair: WindowPair, pace: Pace): Setting {
  const { indicator } = objective;
  const long = durationSeconds(pair.long);
  const short = durationSeconds(pair.short);
  const minimumEvents = 'minimumEvents' in indicator ? indicator.minimumEvents : 0;
  // Of scrapes, the long window must be half full before anything is said.
  const span = minimumEvents === 0 ? 0.7 * long : Math.max(1.25 * short, 1800);
  return {
    long,
    short,
    threshold: burnFactor(pair, objective) * (errorBudget(objective) ?? 0),
    patience: durationSeconds(pair.for),
    keeps: durationSeconds(pair.keepFiringFor),
    rate: (20 * minimumEvents) / short,
    minimumEvents,
    span: whole(span),
    slack: 2 * pace.evaluationIntervalSeconds + pace.scrapeIntervalSeconds,
  };
}

function edgeCases(make: Make, { span: most, threshold, rate }: Setting): RuleCase[] {
  const over = Math.min(1, 1.02 * threshold);
  const half = whole(most / 2);
  return [
    make('just under', [{ seconds: most, rate, bad: 0.98 * threshold }], [half, false], [most, false]),
    make('just over', [{ seconds: most, rate, bad: over }], [most, true]),
    make(
      'a counter reset while just under',
      [
        { seconds: half, rate, bad: 0.98 * threshold },
        { seconds: most - half, rate, bad: 0.98 * threshold, restarts: true },
      ],
      [half + 300, false],
      [most, false],
    ),
    make(
      'a counter reset while over',
      [
        { seconds: most, rate, bad: over },
        { seconds: 1200, rate, bad: over, restarts: true },
      ],
      [most + 600, true],
      [most + 1200, true],
    ),
  ];
}

/** The long window decides when it begins, the short one when it ends. */
function courseCase(make: Make, { long, short, threshold, patience, keeps, rate, slack }: Setting): RuleCase {
  const bad = Math.min(1, 2 * threshold);
  const crossing = (long * threshold) / bad;
  // So much that the long window is full when it crosses, and would not be if it were longer.
  const before = whole(long - crossing / 2);
  const failing = whole(1.05 * crossing + patience + slack);
  const end = before + failing;
  const clearing = short * (1 - threshold / bad);
  const recovered = whole(clearing + keeps + 2 * slack);
  return make(
    'recovery',
    [
      { seconds: before, rate },
      { seconds: failing, rate, bad },
      { seconds: recovered, rate },
    ],
    [before + 0.9 * crossing, false],
    [end, true],
    [end + clearing + 0.9 * keeps, true],
    [end + recovered, false],
  );
}

function spikeCase(make: Make, { span: before, short, threshold, rate }: Setting): RuleCase {
  const spike = whole(short / 2);
  // So that the long window stays at half of what the alert asks for.
  const bad = Math.min(1, (0.5 * threshold * (before + spike)) / spike);
  const phases = [
    { seconds: before, rate },
    { seconds: spike, rate, bad },
    { seconds: 2 * short, rate },
  ];
  const after = before + spike;
  return make('a spike', phases, [after, false], [after + 300, false], [lasting(phases), false]);
}

function silenceCases(make: Make, { span, short, threshold, keeps, rate, slack }: Setting): RuleCase[] {
  const over = { seconds: span, rate, bad: Math.min(1, 1.5 * threshold) };
  const quiet = whole(short + keeps + 2 * slack);
  const checks: [number, boolean][] = [
    [over.seconds, true],
    [over.seconds + quiet, false],
  ];
  const absent = make('absent data', [over, { seconds: quiet, isAbsent: true }], ...checks);
  if (rate === 0) return [absent];
  return [absent, make('no traffic', [over, { seconds: quiet, rate: 0 }], ...checks)];
}

function volumeCases(make: Make, { long, span: seconds, minimumEvents, patience, slack }: Setting): RuleCase[] {
  if (minimumEvents === 0) {
    // Scrapes are the events of a gauge, and the window must be half full of them.
    const checks: [number, boolean][] = [
      [0.38 * long, false],
      [0.55 * long + patience + slack, true],
    ];
    return [make('too few events', [{ seconds, bad: 1 }], ...checks)];
  }
  const phase = (share: number) => ({ seconds, rate: (share * minimumEvents) / seconds, bad: 1 });
  return [
    make('too few events', [phase(0.85)], [seconds, false]),
    make('enough events', [phase(1.3)], [seconds, true]),
  ];
}

function birthCases(make: Make, objective: Objective, setting: Setting, pace: Pace): RuleCase[] {
  if (objective.indicator.kind !== 'events') return [];
  const { span: before, threshold, rate, patience, slack } = setting;
  const share = (1 + threshold) / 2;
  const failures = (rate * before * share) / (1 - share);
  const burst = { seconds: pace.scrapeIntervalSeconds, rate: failures / pace.scrapeIntervalSeconds, bad: 1 };
  const after = whole(patience + 2 * slack);
  return [
    make(
      'failures all at once, with which their counter appears',
      [{ seconds: before, rate }, burst, { seconds: after, rate }],
      [before, false],
      [before + patience + slack, true],
    ),
    make(
      'a process that failed long before it was first scraped',
      [{ seconds: after, rate, bad: 0.5 * threshold, earlier: 1e6 }],
      [300, false],
      [after, false],
    ),
  ];
}

/** What happens to the alert of a window pair. */
export function burnCases(alert: string, objective: Objective, pair: WindowPair, pace: Pace): RuleCase[] {
  const make = caseMaker(alert, objective, pace);
  const setting = settingOf(objective, pair, pace);
  return [
    ...edgeCases(make, setting),
    courseCase(make, setting),
    spikeCase(make, setting),
    ...silenceCases(make, setting),
    ...volumeCases(make, setting),
    ...birthCases(make, objective, setting, pace),
  ];
}
