import type { Indicator } from '../schema.js';
import { bucketMatcher, selector } from './promql.js';

/** A selector of the series without which an objective cannot be judged; null for what is measured elsewhere. */
export function measuredSeries(indicator: Indicator): string | null {
  switch (indicator.kind) {
    case 'within':
      return selector(`${indicator.metric}_bucket`, [...indicator.where, bucketMatcher(indicator.bound)]);
    case 'events':
      return selector(indicator.total.metric, indicator.total.where);
    case 'average':
      return selector(`${indicator.metric}_count`, indicator.where);
    case 'gauge':
    case 'growth':
      return selector(indicator.metric, indicator.where);
    case 'external':
      return null;
  }
}
