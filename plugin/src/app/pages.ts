import type { IconName } from '@grafana/data';
import { t } from '../locales/text';
import type { PageId } from './page-paths';

/** A page of the console. */
export interface Page {
  id: PageId;
  /** In the reader's language. */
  title: () => string;
  icon: IconName;
}

/** All pages, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  {
    id: 'overview',
    title: () => t('app.overview', 'Overview'),
    icon: 'apps',
  },
  {
    id: 'objectives',
    title: () => t('app.objectives', 'Objectives'),
    icon: 'check-circle',
  },
  {
    id: 'api',
    title: () => t('app.api', 'API'),
    icon: 'exchange-alt',
  },
  {
    id: 'realtime',
    title: () => t('app.realtime', 'Realtime'),
    icon: 'bolt',
  },
  {
    id: 'data',
    title: () => t('app.data', 'Data'),
    icon: 'database',
  },
  {
    id: 'runtime',
    title: () => t('app.runtime', 'Runtime'),
    icon: 'monitor',
  },
  {
    id: 'alerts',
    title: () => t('app.alerts', 'Alerts'),
    icon: 'bell',
  },
  {
    id: 'live-channel',
    title: () => t('app.live-channel', 'Live channel'),
    icon: 'comments-alt',
  },
  {
    id: 'configuration',
    title: () => t('app.configuration', 'Configuration'),
    icon: 'cog',
  },
];
