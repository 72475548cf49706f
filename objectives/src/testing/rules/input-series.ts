import { errorBudget, limitOf } from '../../limit.js';
import type { Indicator, Objective, Series } from '../../schema.js';
import type { Labels, Selector } from '../../selectors.js';
import { matchingLabels } from '../matching-labels.js';

/** What happens to an objective for a while, each second. */
export interface Phase {
  readonly seconds: number;
  /** Events a second; for gauges it means nothing. */
  readonly rate?: number;
  /** Share of the events that break the promise. */
  readonly bad?: number;
  /** What each event adds to a sum, what a gauge shows, or what it gains per hour. */
  readonly value?: number;
  /** Events that were counted before the first scrape; all of them broke the promise. */
  readonly earlier?: number;
  /** The process starts anew: counters begin at zero. */
  readonly restarts?: boolean;
  /** No series at all. */
  readonly isAbsent?: boolean;
}

/** A series of a promtool test: its selector and its values in promtool's notation. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

type Read = (phase: Phase) => number;

const target: Labels = { job: 'chat', instance: 'a:1' };

function seriesName(metric: string, labels: Labels): string {
  const pairs = Object.entries({ ...target, ...labels }).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${metric}{${pairs.join(',')}}`;
}

function steps({ seconds }: Phase, intervalSeconds: number): number {
  return Math.round(seconds / intervalSeconds);
}

function linear(from: number, step: number, count: number): string {
  // promtool's expansion gives one value more than it repeats.
  return `${from}${step < 0 ? '-' : '+'}${Math.abs(step)}x${count - 1}`;
}

/** What the expansion ends with; added up as promtool does, as a counter that then began lower would be a reset. */
function lastOf(from: number, step: number, count: number): number {
  let last = from;
  for (let added = 1; added < count; added++) last += step;
  return last;
}

function absence(count: number): string {
  return count === 1 ? 'stale' : `stale _x${count - 1}`;
}

/** A counter that grows by so much a second; one that is born late is not there before it first grows. */
function counter(phases: readonly Phase[], intervalSeconds: number, perSecond: Read, isBornLate = false): string {
  let total = 0;
  let isThere = !isBornLate;
  return phases
    .map((phase) => {
      const count = steps(phase, intervalSeconds);
      const step = perSecond(phase) * intervalSeconds;
      if (phase.restarts === true) total = 0;
      total += perSecond({ ...phase, rate: phase.earlier ?? 0, bad: 1 });
      isThere ||= step > 0 || total > 0;
      if (phase.isAbsent === true) return absence(count);
      if (!isThere) return `_x${count}`;
      const from = total + step;
      total = lastOf(from, step, count);
      return linear(from, step, count);
    })
    .join(' ');
}

function gauge(phases: readonly Phase[], intervalSeconds: number, read: Read): string {
  return phases
    .map((phase) => {
      const count = steps(phase, intervalSeconds);
      return phase.isAbsent === true ? absence(count) : linear(read(phase), 0, count);
    })
    .join(' ');
}

const good: Read = ({ rate = 0, bad = 0 }) => rate * (1 - bad);
const failed: Read = ({ rate = 0, bad = 0 }) => rate * bad;
const all: Read = ({ rate = 0 }) => rate;
const level: Read = ({ value = 0 }) => value;

/** Which counters stand for an event that is among the total and among the matching ones, and for one that is not. */
function eventCounters({ matching, total }: { matching: Series; total: Series }): { both: Series[]; rest: Series[] } {
  const labelled = (metric: string, where: readonly Selector[], unlike?: readonly Selector[]): Series => {
    const labels = Object.entries(matchingLabels(where, unlike));
    return { metric, where: labels.map(([label, value]) => ({ label, operator: '=', value })) };
  };
  if (matching.metric !== total.metric) {
    const every = labelled(total.metric, total.where);
    return { both: [every, labelled(matching.metric, matching.where)], rest: [every] };
  }
  return {
    both: [labelled(total.metric, [...total.where, ...matching.where])],
    rest: [labelled(total.metric, total.where, matching.where)],
  };
}

function labelsOf(where: readonly Selector[]): Labels {
  return Object.fromEntries(where.map(({ label, value }) => [label, value]));
}

function eventSeries(objective: Objective, indicator: Indicator & { kind: 'events' }): [string, Read, boolean][] {
  const { both, rest } = eventCounters(indicator);
  const [matches, others] = limitOf(objective).comparison === 'atLeast' ? [good, failed] : [failed, good];
  const named = [
    ...both.map((series) => ({ series, read: matches })),
    ...rest.map((series) => ({ series, read: others })),
  ];
  const byName = new Map<string, Read>();
  for (const { series, read } of named) {
    const name = seriesName(series.metric, labelsOf(series.where));
    byName.set(name, byName.has(name) ? all : read);
  }
  // Like a labelled counter of failures, which appears with the first of them.
  return [...byName].map(([name, read]) => [name, read, read === failed]);
}

function counters(objective: Objective): [string, Read, boolean][] {
  const { indicator } = objective;
  switch (indicator.kind) {
    case 'within': {
      const labels = matchingLabels(indicator.where);
      const bucket = { ...labels, le: String(indicator.bound) };
      return [
        [seriesName(`${indicator.metric}_count`, labels), all, false],
        [seriesName(`${indicator.metric}_bucket`, bucket), good, false],
      ];
    }
    case 'events':
      return eventSeries(objective, indicator);
    case 'average': {
      const labels = matchingLabels(indicator.where);
      return [
        [seriesName(`${indicator.metric}_count`, labels), all, false],
        [seriesName(`${indicator.metric}_sum`, labels), ({ rate = 0, value = 0 }) => rate * value, false],
      ];
    }
    default:
      return [];
  }
}

function climbing(phases: readonly Phase[], intervalSeconds: number): string {
  let size = 100e6;
  return phases
    .map((phase) => {
      const count = steps(phase, intervalSeconds);
      const step = ((phase.value ?? 0) * intervalSeconds) / 3600;
      if (phase.isAbsent === true) return absence(count);
      if (phase.restarts === true) size = 100e6;
      const from = size;
      size = lastOf(from, step, count) + step;
      return linear(from, step, count);
    })
    .join(' ');
}

/** The series of one process that behaves so, and its `up`; they begin at zero seconds. */
export function inputSeries(objective: Objective, phases: readonly Phase[], intervalSeconds: number): InputSeries[] {
  const { indicator } = objective;
  const up = {
    series: seriesName('up', {}),
    values: gauge(
      phases.map(({ seconds }) => ({ seconds })),
      intervalSeconds,
      () => 1,
    ),
  };
  if (indicator.kind === 'growth' || indicator.kind === 'gauge') {
    const labels = { ...target, ...matchingLabels(indicator.where) };
    const isShare = errorBudget(objective) !== null;
    const values =
      indicator.kind === 'growth'
        ? climbing(phases, intervalSeconds)
        : gauge(phases, intervalSeconds, isShare ? ({ bad = 0 }) => 1 - bad : level);
    const measured = { series: seriesName(indicator.metric, labels), values };
    return indicator.metric === 'up' ? [measured] : [up, measured];
  }
  const measured = counters(objective).map(([series, read, isBornLate]) => ({
    series,
    values: counter(phases, intervalSeconds, read, isBornLate),
  }));
  return [up, ...measured];
}
