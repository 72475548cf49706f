import type { VITAL_PAGES } from '@chatwatch/client';
import type { PageId } from '../app/page-paths';

/** A page's name in metrics. */
export type MeasuredPage = (typeof VITAL_PAGES)[number];

/** The pages' names in the service's metrics, which are a closed set. */
export const MEASURED_PAGES: Readonly<Record<PageId, MeasuredPage>> = {
  overview: 'overview',
  objectives: 'objectives',
  api: 'api',
  realtime: 'realtime',
  data: 'data',
  runtime: 'runtime',
  alerts: 'alerts',
  'live-channel': 'live',
  configuration: 'configuration',
};
