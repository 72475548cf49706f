/* eslint-disable @typescript-eslint/no-deprecated -- Grafana's file provisioning reads the classic JSON alone */
import { DASHBOARD_UIDS } from '@chatwatch/objectives/names';
import {
  DashboardBuilder,
  DashboardCursorSync,
  type Dashboard as GrafanaDashboard,
  type Panel as GrafanaPanel,
  type RowPanel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { layOut, type PlacedRow } from '../layout.js';
import type { Dashboard } from '../model.js';
import { marks, variablesOf } from './frame.js';
import { headLinks, TAG } from './links.js';
import { renderPanel } from './panel.js';

/** Ids of headings; those of panels are below. */
const FIRST_ROW_ID = 1_000;

const heading = ({ title, place }: PlacedRow, index: number): RowPanel => ({
  type: 'row',
  id: FIRST_ROW_ID + index,
  title,
  collapsed: false,
  gridPos: place,
  panels: [],
});

/** The row's heading, then its panels: Grafana reads a row as all panels up to the next heading. */
const rowOf = (row: PlacedRow, index: number): (RowPanel | GrafanaPanel)[] => [
  heading(row, index),
  ...row.panels.map(({ panel, place }) => renderPanel(panel, place)),
];

/** The SDK gives every variable the settings of an interval too. */
const withoutInterval = (variable: VariableModel): VariableModel => {
  const rest = { ...variable };
  delete rest.auto;
  delete rest.auto_min;
  delete rest.auto_count;
  return rest;
};

/** A dashboard in Grafana's classic JSON, as its file provisioning reads it. */
export const renderDashboard = (dashboard: Dashboard): GrafanaDashboard => {
  const builder = new DashboardBuilder(`Chatwatch / ${dashboard.title}`)
    .uid(DASHBOARD_UIDS[dashboard.name])
    .description(dashboard.description)
    .tags([TAG])
    .readonly()
    .refresh('30s')
    .time({ from: dashboard.from, to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair);
  for (const variable of variablesOf(dashboard.choice)) builder.withVariable(variable);
  const frame = builder.build();
  return {
    ...frame,
    templating: { list: frame.templating.list?.map(withoutInterval) ?? [] },
    annotations: { list: marks() },
    links: headLinks(dashboard),
    panels: layOut(dashboard.rows).flatMap(rowOf),
  };
};
