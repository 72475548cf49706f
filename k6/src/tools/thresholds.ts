import {
  errorBudget,
  formatTarget,
  limitOf,
  type IndicatorOf,
  type Objective,
  type Objectives,
} from '@chatwatch/objectives';
import type { Condition, Criterion, LoadPromise, RunMeasurement, Thresholds } from '../promises/promise.ts';

/** Why k6 says nothing about an objective. */
class NotMeasured extends Error {}

const MS_PER_SECOND = 1000;

/** Statuses and routes are what k6 knows of an answer; a condition on anything else cannot be judged from outside. */
const KNOWN_LABELS: ReadonlySet<string> = new Set(['route', 'method', 'status_code']);

/**
 * What k6 judges and where its thresholds are, from the objectives alone. Objectives that cannot be measured from
 * outside are listed with the reason, so that none is left out in silence.
 */
export function thresholdsOf(objectives: Objectives, source: string): Thresholds {
  const promises: LoadPromise[] = [];
  const measurements: RunMeasurement[] = [];
  const notMeasured: { objective: string; reason: string }[] = [];
  for (const objective of objectives) {
    try {
      if (objective.indicator.kind === 'external') measurements.push(measurementOf(objective, objective.indicator));
      else promises.push(promiseOf(objective));
    } catch (error) {
      if (!(error instanceof NotMeasured)) throw error;
      notMeasured.push({ objective: objective.id, reason: error.message });
    }
  }
  return { source, promises, measurements, notMeasured, thresholds: expressionsOf(promises) };
}

function promiseOf(objective: Objective): LoadPromise {
  const { indicator } = objective;
  if (indicator.kind !== 'within' && indicator.kind !== 'events') {
    const what = indicator.kind === 'external' ? indicator.measurement : indicator.metric;
    throw new NotMeasured(`the service alone measures ${what}`);
  }
  const criterion = indicator.kind === 'within' ? withinCriterion(indicator) : eventsCriterion(objective, indicator);
  const { id, title } = objective;
  const { minimumEvents } = indicator;
  return {
    objective: id,
    title,
    target: formatTarget(objective),
    criterion,
    keptAtLeast: keptShare(objective),
    minimumEvents,
  };
}

/** One less the budget, without the last digit's noise: 1 - 0.001 must not become 0.9990000000000001. */
function keptShare(objective: Objective): number {
  const { comparison, value } = limitOf(objective);
  return comparison === 'atLeast' ? value : Number((1 - (errorBudget(objective) ?? 0)).toFixed(12));
}

function withinCriterion({ metric, where, bound }: IndicatorOf<'within'>): Criterion {
  switch (metric) {
    case 'http_request_duration_seconds':
      return { of: 'response_ms', where: known(where), bound: bound * MS_PER_SECOND };
    case 'http_response_size_bytes':
      return { of: 'response_bytes', where: known(where), bound };
    case 'chat_delivery_seconds': {
      const isReaders = where.some(
        ({ label, operator, value }) => label === 'stage' && operator === '=' && value === 'client',
      );
      if (!isReaders) throw new NotMeasured('readers see whole deliveries, not their stages inside the service');
      return { of: 'delivery_ms', bound: bound * MS_PER_SECOND };
    }
    default:
      throw new NotMeasured(`a load run makes no ${metric}`);
  }
}

function eventsCriterion(objective: Objective, { matching, total }: IndicatorOf<'events'>): Criterion {
  const matchingIs = 'atLeast' in objective.target ? 'good' : 'bad';
  if (total.metric === 'chat_deliveries_total' && matchingIs === 'bad') return { of: 'deliveries' };
  if (total.metric !== 'http_requests_total' || matching.metric !== total.metric) {
    throw new NotMeasured(`the service alone counts ${total.metric}`);
  }
  return { of: 'responses', where: known(total.where), matching: known(matching.where), matchingIs };
}

function known(where: readonly Condition[]): readonly Condition[] {
  const other = where.find(({ label }) => !KNOWN_LABELS.has(label));
  if (other) throw new NotMeasured(`the label ${other.label} cannot be seen from outside`);
  return where;
}

function measurementOf(objective: Objective, { source, measurement }: IndicatorOf<'external'>): RunMeasurement {
  if (source !== 'load-run') throw new NotMeasured(`a ${source} measures it`);
  const { comparison, value } = limitOf(objective);
  if (comparison !== 'atLeast') throw new NotMeasured('a load run reports numbers that must be high');
  const { id, title } = objective;
  return { objective: id, title, target: formatTarget(objective), measurement, atLeast: value };
}

/** A rate without an event passes any threshold in k6, so the number of events has one of its own. */
function expressionsOf(promises: readonly LoadPromise[]): Record<string, string[]> {
  return Object.fromEntries(
    promises.flatMap(({ objective, keptAtLeast }) => [
      [`promise_kept{objective:${objective}}`, [`rate>=${String(keptAtLeast)}`]],
      [`promise_events{objective:${objective}}`, ['count>0']],
    ]),
  );
}
