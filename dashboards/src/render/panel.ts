import type { DashboardLink, Panel as GrafanaPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { describePanel } from '../describe.js';
import type { Place } from '../layout.js';
import type { Panel, View } from '../model.js';
import { SITUATIONS } from '../queries/situations.js';
import { linkToDashboard, linkToObjective } from './links.js';
import { table } from './table.js';
import { DATA_SOURCE, targetOf } from './targets.js';
import { heatmap, stat, stateTimeline, timeSeries } from './views.js';

const builders: Record<View, (panel: Panel) => { build(): GrafanaPanel }> = {
  timeseries: timeSeries,
  stat,
  heatmap,
  table,
  'state-timeline': stateTimeline,
};

/** What a panel says without an answer: what its first query lacks, or that the service itself is missing. */
const emptyWords = ({ queries }: Panel): string => {
  const needs = queries[0]?.needs;
  return needs === undefined ? 'No data: is the service scraped?' : SITUATIONS[needs].shows;
};

const linksOf = ({ leadsTo, limit }: Panel): DashboardLink[] => [
  ...(leadsTo === undefined ? [] : [linkToDashboard(leadsTo)]),
  ...(limit?.objective === undefined ? [] : [linkToObjective(limit.objective)]),
];

/** A panel as Grafana wants it. */
export const renderPanel = (panel: Panel, gridPos: Place): GrafanaPanel => {
  const rendered = builders[panel.view](panel).build();
  return {
    ...rendered,
    id: panel.id,
    title: panel.title,
    description: describePanel(panel),
    datasource: DATA_SOURCE,
    gridPos,
    targets: panel.queries.map((query, index) => targetOf(query, index, panel.view).build()),
    links: linksOf(panel),
    fieldConfig: {
      overrides: rendered.fieldConfig?.overrides ?? [],
      defaults: { ...rendered.fieldConfig?.defaults, noValue: emptyWords(panel) },
    },
  };
};
