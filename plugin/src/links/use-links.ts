import { useMemo } from 'react';
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import type { DashboardName } from '@chatwatch/dashboards/browser';
import { useLocation } from 'react-router-dom';
import type { PageId } from '../app/page-paths';
import { useControls } from '../controls';
import { useSettings } from '../settings';
import { mayDo } from '../user';
import { dashboardHref, exploreHref, pageHref, runbookHref, type LinkParams } from './links';

/** Links from where the reader is: time range, filters and data source go along. */
export interface Links {
  page: (page: PageId, params?: LinkParams) => string;
  dashboard: (name: DashboardName, params?: LinkParams) => string;
  /** Undefined where the reader may not explore, or no data source is chosen: then there is no link. */
  explore: (expr: string | readonly string[]) => string | undefined;
  /** Undefined where nobody has said where runbooks are. */
  runbook: (runbook: string) => string | undefined;
  /** Goes to a page as one step of the browser's history. */
  open: (page: PageId, params?: LinkParams) => void;
}

/** Whether the reader may open Explore. */
const mayExplore = (): boolean => mayDo('datasources:explore');

/** The links of this moment; the same object until the address or the controls change. */
export const useLinks = (): Links => {
  const { search } = useLocation();
  const { dataSource, rawRange } = useControls();
  const { runbooks } = useSettings();
  return useMemo(
    () => ({
      page: (page, params) => locationUtil.assureBaseUrl(pageHref(page, params, search)),
      dashboard: (name, params) => locationUtil.assureBaseUrl(dashboardHref(name, search, params)),
      explore: (expr) =>
        dataSource === undefined || !mayExplore()
          ? undefined
          : locationUtil.assureBaseUrl(exploreHref(expr, dataSource, rawRange)),
      runbook: (runbook) => runbookHref(runbook, runbooks),
      open: (page, params) => {
        locationService.push(pageHref(page, params, search));
      },
    }),
    [search, dataSource, rawRange, runbooks],
  );
};
