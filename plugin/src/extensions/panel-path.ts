import { dateTime, type PluginExtensionPanelContext, type RawTimeRange } from '@grafana/data';
import { DASHBOARD_UIDS } from '@chatwatch/objectives/names';
import type { PageId } from '../app/page-paths';
import { appPath } from './app-path';

const PAGE_OF_DASHBOARD = new Map<string, PageId>([
  [DASHBOARD_UIDS.overview, 'overview'],
  [DASHBOARD_UIDS.business, 'overview'],
  [DASHBOARD_UIDS.objectives, 'objectives'],
  [DASHBOARD_UIDS.api, 'api'],
  [DASHBOARD_UIDS.realtime, 'realtime'],
  [DASHBOARD_UIDS.data, 'data'],
  [DASHBOARD_UIDS.runtime, 'runtime'],
]);

/** Names that nobody else's metrics have, for panels that were copied to other dashboards. */
const PAGE_OF_METRIC: readonly (readonly [RegExp, PageId])[] = [
  [/\bobjective:\w/, 'objectives'],
  [/\bchat_(delivery|deliveries|queue|slow_consumers|recoveries|websocket)_?\w*/, 'realtime'],
];

const timeOf = (time: RawTimeRange['from']): string =>
  typeof time === 'string' ? time : String(dateTime(time).valueOf());

const exprsOf = ({ targets }: PluginExtensionPanelContext): string =>
  targets.map((target) => ('expr' in target && typeof target.expr === 'string' ? target.expr : '')).join('\n');

/** The objective that the dashboard is set to, or that the panel's queries name; undefined where it is not one. */
const objectiveOf = (exprs: string, search: string): string | undefined => {
  const [, named] = /\bobjective="([\w-]+)"/.exec(exprs) ?? [];
  if (named !== undefined) return named;
  const [chosen, ...others] = new URLSearchParams(search).getAll('var-objective');
  return others.length > 0 || chosen === '$__all' || chosen === 'All' ? undefined : chosen;
};

/**
 * The page of the console that is about the same as a panel; undefined for panels of others.
 * @param search of the dashboard's address, where its variables stand
 */
export const panelPath = (context: PluginExtensionPanelContext, search: string): string | undefined => {
  const exprs = exprsOf(context);
  const page =
    PAGE_OF_DASHBOARD.get(context.dashboard.uid) ?? PAGE_OF_METRIC.find(([metric]) => metric.test(exprs))?.[1];
  if (page === undefined) return undefined;
  const { from, to } = context.timeRange;
  const detail = page === 'objectives' ? objectiveOf(exprs, search) : undefined;
  return appPath(page, { detail, from: timeOf(from), to: timeOf(to) }, search);
};
