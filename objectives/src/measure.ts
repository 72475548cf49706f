import { durationSeconds } from './duration.js';
import { ObjectivesError } from './errors.js';
import type { Samples } from './exposition.js';
import { bucketReadings, increases, readings, type Readings, type Scraped } from './readings.js';
import type { Indicator, IndicatorOf, Series } from './schema.js';

/** Two scrapes of the same processes and the time between them. */
export interface EvaluationWindow {
  readonly start: Samples;
  readonly end: Samples;
  readonly elapsedSeconds: number;
}

/** A value that a verdict can rest on; `events` is null for kinds that do not count. */
interface Measured {
  readonly value: number;
  readonly events: number | null;
  readonly missing?: never;
}

/** Why there can be no verdict, with what was seen all the same. */
interface Unmeasured {
  readonly value: number | null;
  readonly events: number | null;
  readonly missing: 'no_data' | 'too_few_events' | 'too_early' | 'external';
}

/** What an indicator reads in a window. */
export type Measurement = Measured | Unmeasured;

const noData: Measurement = { value: null, events: null, missing: 'no_data' };

function scraped(window: EvaluationWindow, read: (samples: Samples) => Readings): Scraped {
  return { start: read(window.start), end: read(window.end) };
}

function perEvent(sum: number, events: number, minimumEvents: number): Measurement {
  if (events === 0) return { value: null, events, missing: 'too_few_events' };
  const value = sum / events;
  return events < minimumEvents ? { value, events, missing: 'too_few_events' } : { value, events };
}

function requireEdge(counts: Readings, buckets: Readings, { metric, bound }: IndicatorOf<'within'>): void {
  const isEdge = [...counts.keys()].every((key) => buckets.has(key));
  if (isEdge) return;
  throw new ObjectivesError('bound_not_an_edge', `${metric} has no bucket that ends at ${bound}: add it to its edges`);
}

function histogramPart(window: EvaluationWindow, histogram: Series, suffix: '_count' | '_sum'): Scraped {
  return scraped(window, (samples) => readings(samples, { ...histogram, metric: `${histogram.metric}${suffix}` }));
}

function measureWithin(indicator: IndicatorOf<'within'>, window: EvaluationWindow): Measurement {
  const counts = histogramPart(window, indicator, '_count');
  const buckets = scraped(window, (samples) => bucketReadings(samples, indicator, indicator.bound));
  requireEdge(counts.end, buckets.end, indicator);
  const [events, inside] = increases([counts, buckets]) ?? [];
  if (events === undefined || inside === undefined) return noData;
  return perEvent(inside, events, indicator.minimumEvents);
}

function measureAverage(indicator: IndicatorOf<'average'>, window: EvaluationWindow): Measurement {
  const [events, sum] =
    increases([histogramPart(window, indicator, '_count'), histogramPart(window, indicator, '_sum')]) ?? [];
  if (events === undefined || sum === undefined) return noData;
  return perEvent(sum, events, indicator.minimumEvents);
}

function measureEvents(
  { matching, total, minimumEvents }: IndicatorOf<'events'>,
  window: EvaluationWindow,
): Measurement {
  const [events] = increases([scraped(window, (samples) => readings(samples, total))]) ?? [];
  if (events === undefined) return noData;
  // A labelled counter first appears with its first event, so its absence is zero.
  const [matched = 0] = increases([scraped(window, (samples) => readings(samples, matching))]) ?? [];
  return perEvent(matched, events, minimumEvents);
}

const aggregates = {
  average: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length,
  minimum: (values: readonly number[]) => Math.min(...values),
  maximum: (values: readonly number[]) => Math.max(...values),
};

/** Of two scrapes only the later counts: what the gauge was in between is not known. */
function measureGauge(indicator: IndicatorOf<'gauge'>, window: EvaluationWindow): Measurement {
  const values = [...readings(window.end, indicator).values()];
  if (values.length === 0) return noData;
  return { value: aggregates[indicator.aggregate](values), events: null };
}

function measureGrowth(indicator: IndicatorOf<'growth'>, window: EvaluationWindow): Measurement {
  const before = readings(window.start, indicator);
  const gains = [...readings(window.end, indicator)].flatMap(([key, now]) => {
    const was = before.get(key);
    if (was === undefined) return [];
    if (indicator.measure === 'absolute') return [now - was];
    return was > 0 ? [(now - was) / was] : [];
  });
  if (gains.length === 0) return noData;
  if (window.elapsedSeconds < durationSeconds(indicator.minimumElapsed)) {
    return { value: null, events: null, missing: 'too_early' };
  }
  return { value: (Math.max(...gains) * 3600) / window.elapsedSeconds, events: null };
}

/** Reads an indicator from two scrapes. Throws `bound_not_an_edge` when a histogram cannot answer. */
export function measure(indicator: Indicator, window: EvaluationWindow): Measurement {
  switch (indicator.kind) {
    case 'within':
      return measureWithin(indicator, window);
    case 'events':
      return measureEvents(indicator, window);
    case 'average':
      return measureAverage(indicator, window);
    case 'gauge':
      return measureGauge(indicator, window);
    case 'growth':
      return measureGrowth(indicator, window);
    case 'external':
      return { value: null, events: null, missing: 'external' };
  }
}
