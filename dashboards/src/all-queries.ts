import { DASHBOARD_UIDS, loadObjectives } from '@chatwatch/objectives';
import { buildDashboards } from './build.js';
import type { DashboardName } from './model.js';
import { reasonForEmpty } from './queries/query.js';
import type { Situation } from './queries/situations.js';

/** A query in its place, for those who ask them all. */
export interface PlacedQuery {
  readonly dashboard: DashboardName;
  readonly dashboardUid: string;
  readonly panelId: number;
  readonly panelTitle: string;
  /** With Grafana's variables in it. */
  readonly expr: string;
  /** What must be there for an answer. */
  readonly needs: Situation | undefined;
  /** Why a healthy system may answer with nothing; undefined where it never may. */
  readonly mayBeEmptyBecause: string | undefined;
}

/** Every query of every panel; by default with the limits of the built-in objectives, on which no query depends. */
export const allQueries = (objectives = loadObjectives()): PlacedQuery[] =>
  buildDashboards(objectives).flatMap(({ name, rows }) =>
    rows
      .flatMap(({ panels }) => panels)
      .flatMap(({ id, title, queries }) =>
        queries.map((query) => ({
          dashboard: name,
          dashboardUid: DASHBOARD_UIDS[name],
          panelId: id,
          panelTitle: title,
          expr: query.expr,
          needs: query.needs,
          mayBeEmptyBecause: reasonForEmpty(query),
        })),
      ),
  );
