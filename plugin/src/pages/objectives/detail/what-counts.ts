import { t } from '../../../locales/text';
import type { Objective } from '../../../objectives/objective';

/** What is counted as kept and as broken, by how an objective is measured. */
export function whatCounts({ kind, target }: Objective): string {
  const said = { target };
  switch (kind) {
    case 'within':
      return t(
        'objectives.counts.within',
        'Each measurement is an event. It is good at or under the bound, and bad over it; promised is {{target}}.',
        said,
      );
    case 'events':
      return t(
        'objectives.counts.events',
        'Some events of all are good or bad by their labels; their share is promised to be {{target}}.',
        said,
      );
    case 'average':
      return t(
        'objectives.counts.average',
        'No event is good or bad by itself: their average is promised to be {{target}}.',
        said,
      );
    case 'gauge':
      return t(
        'objectives.counts.gauge',
        'Each scrape is a reading of the metric; over the window it is promised to be {{target}}.',
        said,
      );
    case 'growth':
      return t(
        'objectives.counts.growth',
        'What the process that grows fastest gains is promised to be {{target}}.',
        said,
      );
    default:
      return t(
        'objectives.counts.external',
        'Prometheus does not know it: builds and load runs measure it and fail where it is not {{target}}.',
        said,
      );
  }
}
