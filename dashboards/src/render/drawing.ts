import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Drawing, DrawnDashboard, Mark, Target } from '../drawing.js';
import type { Dashboard, Panel } from '../model.js';
import { marks } from './frame.js';
import { renderPanel } from './panel.js';

/** Where a page puts a panel is the page's business. */
const ANYWHERE = { x: 0, y: 0, w: 0, h: 0 };

/** The data source is chosen on the page. */
const targetOf = (query: Dataquery): Target => {
  const target = { ...query };
  delete target.datasource;
  return target as Target; // Of the many that the SDK allows, a panel's queries have the fields of a Target alone.
};

const drawingOf = (panel: Panel): Drawing => {
  const rendered = renderPanel(panel, ANYWHERE);
  return {
    type: rendered.type,
    // The SDK knows the shapes of these only while it builds them.
    options: rendered.options as Drawing['options'],
    fieldConfig: rendered.fieldConfig as unknown as Drawing['fieldConfig'],
    targets: (rendered.targets as Dataquery[]).map(targetOf),
    transformations: rendered.transformations ?? [],
  };
};

const marksOfAll = (): Mark[] =>
  marks().map((annotation) => {
    const mark = { ...annotation };
    // It is chosen on the page.
    delete mark.datasource;
    return mark as unknown as Mark; // Of the many that the SDK allows, ours have the fields of a Mark alone.
  });

/** A dashboard for a page of the console, whose panels are drawn exactly as on the dashboard. */
export const drawDashboard = (dashboard: Dashboard): DrawnDashboard => ({
  ...dashboard,
  drawings: Object.fromEntries(
    dashboard.rows.flatMap(({ panels }) => panels).map((panel) => [panel.id, drawingOf(panel)]),
  ),
  marks: marksOfAll(),
});
