import { VITAL_NAMES, VITAL_PAGES, VITAL_RATINGS } from '@chatwatch/client';
import { baseEdges, bucketEdges, type Objectives } from '@chatwatch/objectives';
import { HotCounter, HotHistogram, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';

/** With the limits of web.dev: up to 0.1 is good, over 0.25 poor. */
const LAYOUT_SHIFT_EDGES = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1];

const TIMED_NAMES = VITAL_NAMES.filter((name) => name !== 'CLS');

const declare = (telemetry: Telemetry, objectives: Objectives) => ({
  seconds: telemetry.register(
    new HotHistogram({
      name: 'web_vitals_seconds',
      help: 'Times that pages took for their readers, as browsers measured them, by measurement and page.',
      labels: { name: TIMED_NAMES, page: VITAL_PAGES },
      edges: bucketEdges(objectives, 'web_vitals_seconds', baseEdges.vitalsSeconds),
    }),
  ),
  layoutShift: telemetry.register(
    new HotHistogram({
      name: 'web_vitals_layout_shift_score',
      help: 'How much of pages moved under their readers (CLS), as browsers measured it; 0 is nothing.',
      labels: { page: VITAL_PAGES },
      edges: LAYOUT_SHIFT_EDGES,
    }),
  ),
  ratings: telemetry.register(
    new HotCounter({
      name: 'web_vitals_ratings_total',
      help: 'Measurements of pages by how web.dev judges them, where the page said so.',
      labels: { name: VITAL_NAMES, rating: VITAL_RATINGS },
    }),
  ),
});

/**
 * Turns what pages report of themselves into metrics.
 * @returns a function that stops listening
 */
export const observeVitals = (telemetry: Telemetry, objectives: Objectives): (() => void) => {
  const { seconds, layoutShift, ratings } = declare(telemetry, objectives);
  // At zero from the start, so that no reader can be told from no measurement.
  for (const name of TIMED_NAMES) seconds.child({ name, page: 'overview' });
  return events.webVitals.subscribe(({ page, samples }) => {
    for (const { name, value, rating } of samples) {
      if (name === 'CLS') layoutShift.child({ page }).observe(value);
      else seconds.child({ name, page }).observe(value / 1_000);
      if (rating !== undefined) ratings.child({ name, rating }).inc();
    }
  });
};
