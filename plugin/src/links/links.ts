import { dateTime, type RawTimeRange } from '@grafana/data';
import type { DashboardName } from '@chatwatch/dashboards/browser';
import { APP_ID, DASHBOARD_UIDS } from '@chatwatch/objectives/names';
import { PAGE_PATHS, type PageId } from '../app/page-paths';
import { CONTROL_PARAMS, controlParams } from './control-params';

/** Parameters of an address; those that are undefined are left out. `detail` is a part of the path instead. */
export type LinkParams = Readonly<Record<string, string | undefined>>;

const withParams = (path: string, params: URLSearchParams): string => {
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
};

const merged = (search: string, params: LinkParams): URLSearchParams => {
  const all = controlParams(search);
  for (const [name, value] of Object.entries(params)) if (value !== undefined) all.set(name, value);
  return all;
};

/**
 * The address of a page of the console. Time range, filters and data source of `search` go along.
 * @param params added to the address; `detail` names one thing of the page, such as an objective
 * @param search of the present address
 */
export const pageHref = (page: PageId, { detail, ...params }: LinkParams = {}, search = ''): string => {
  const parts = ['/a', APP_ID, PAGE_PATHS[page], detail === undefined ? '' : encodeURIComponent(detail)];
  return withParams(parts.filter(Boolean).join('/'), merged(search, params));
};

/** The address of one of our dashboards, with the time range, filters and data source of `search`. */
export const dashboardHref = (name: DashboardName, search = '', params: LinkParams = {}): string => {
  const all = merged(search, params);
  all.delete(CONTROL_PARAMS.refresh);
  return withParams(`/d/${DASHBOARD_UIDS[name]}`, all);
};

const timeOf = (time: RawTimeRange['from']): string =>
  typeof time === 'string' ? time : String(dateTime(time).valueOf());

const refIdOf = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);

/** The address of Grafana's Explore with a query or several, ready to run. */
export const exploreHref = (expr: string | readonly string[], dataSource: string, range: RawTimeRange): string => {
  const exprs = typeof expr === 'string' ? [expr] : expr;
  const datasource = { type: 'prometheus', uid: dataSource };
  const queries = exprs.map((one, index) => ({
    refId: refIdOf(index),
    expr: one,
    range: true,
    instant: true,
    datasource,
  }));
  const pane = { datasource: dataSource, queries, range: { from: timeOf(range.from), to: timeOf(range.to) } };
  return withParams(
    '/explore',
    new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify({ chatwatch: pane }) }),
  );
};

/**
 * Where the runbook of an objective is; undefined where nobody has said.
 * @param runbook the name in the objective's label, or an address of its own
 * @param template an address with `{runbook}` in place of the name
 */
export const runbookHref = (runbook: string, template: string | undefined): string | undefined => {
  if (isWebAddress(runbook)) return runbook;
  const address = template?.replaceAll('{runbook}', encodeURIComponent(runbook));
  return address !== undefined && isWebAddress(address) ? address : undefined;
};

const isWebAddress = (text: string): boolean => /^https?:\/\//.test(text);
