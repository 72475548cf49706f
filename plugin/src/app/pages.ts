import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { IconName } from '@grafana/data';
import { t } from '../locales/text';
import type { PageId } from './page-paths';

/** A page of the console. */
export interface Page {
  id: PageId;
  /** In the reader's language. */
  title: () => string;
  icon: IconName;
  /** Loaded when it is opened first. */
  component: LazyExoticComponent<ComponentType>;
  /** Also stands below `<path>/:detail`, for one thing of it. */
  detail?: LazyExoticComponent<ComponentType>;
}

/** All pages, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  {
    id: 'overview',
    title: () => t('app.overview', 'Overview'),
    icon: 'apps',
    component: lazy(() => import('../pages/overview/overview')),
  },
  {
    id: 'objectives',
    title: () => t('app.objectives', 'Objectives'),
    icon: 'check-circle',
    component: lazy(() => import('../pages/objectives/objectives')),
    detail: lazy(() => import('../pages/objectives/objective-detail')),
  },
  {
    id: 'api',
    title: () => t('app.api', 'API'),
    icon: 'exchange-alt',
    component: lazy(() => import('../pages/api/api')),
  },
  {
    id: 'realtime',
    title: () => t('app.realtime', 'Realtime'),
    icon: 'bolt',
    component: lazy(() => import('../pages/realtime/realtime')),
  },
  {
    id: 'data',
    title: () => t('app.data', 'Data'),
    icon: 'database',
    component: lazy(() => import('../pages/data/data')),
  },
  {
    id: 'runtime',
    title: () => t('app.runtime', 'Runtime'),
    icon: 'monitor',
    component: lazy(() => import('../pages/runtime/runtime')),
  },
  {
    id: 'alerts',
    title: () => t('app.alerts', 'Alerts'),
    icon: 'bell',
    component: lazy(() => import('../pages/alerts/alerts')),
  },
  {
    id: 'live-channel',
    title: () => t('app.live-channel', 'Live channel'),
    icon: 'comments-alt',
    component: lazy(() => import('../pages/live-channel/live-channel-page')),
  },
  {
    id: 'configuration',
    title: () => t('app.configuration', 'Configuration'),
    icon: 'cog',
    component: lazy(() => import('../pages/configuration/configuration-page')),
  },
];
