import { metrics } from '../metrics.ts';
import { Judge } from './judge.ts';
import type { Thresholds } from './promise.ts';

/** What comes from the objectives. Written by `npm run generate`, so its shape is known. */
export const generated = JSON.parse(open(import.meta.resolve('../../generated/thresholds.json'))) as Thresholds;

/** Judges what happens in a scenario; what sets a run up or looks at it afterwards is no part of its promises. */
export const judge = new Judge(generated.promises, (objective, isKept) => {
  metrics.promiseKept.add(isKept, { objective });
  uncounted.set(objective, (uncounted.get(objective) ?? 0) + 1);
});

/** Events since the last count: a sample costs k6 about as much as handling the frame it tells of. */
const uncounted = new Map<string, number>();

/** Adds up what this VU has judged; called now and then, and at the end of its part. */
export function countEvents(): void {
  for (const [objective, events] of uncounted) metrics.promiseEvents.add(events, { objective });
  uncounted.clear();
}

/**
 * Makes every promise known before its first event, as k6 lets a threshold pass whose metric was never seen; and every
 * counter of faults, as a series that is not there looks like one that could not be measured. Called by the setup, in
 * case nobody ever comes, and by somebody, whose samples carry the scenario's name.
 */
export function announce(): void {
  for (const { objective } of generated.promises) metrics.promiseEvents.add(0, { objective });
  const { deliveriesMissing, deliveriesDuplicate, deliveriesOutOfOrder, connectionsLost, peopleStayed } = metrics;
  for (const counter of [deliveriesMissing, deliveriesDuplicate, deliveriesOutOfOrder, connectionsLost, peopleStayed]) {
    counter.add(0);
  }
}
