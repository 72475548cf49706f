import type { FieldConfigSource } from '@grafana/data';
import { VizPanel, type VizPanelState } from '@grafana/scenes';
import { describePanel, type Drawing, type Panel } from '@chatwatch/dashboards/browser';
import { panelData } from './query-runner';

/**
 * A panel of a dashboard as a scene has it: the same queries, units, limits, colours and words.
 * @param head what stands in the panel's head beside its title
 */
export const vizPanel = (
  panel: Panel,
  drawing: Drawing,
  head: Pick<VizPanelState, 'menu' | 'headerActions'> = {},
): VizPanel =>
  new VizPanel({
    key: `panel-${panel.id}`,
    pluginId: drawing.type,
    title: panel.title,
    description: describePanel(panel),
    options: drawing.options,
    // Drawn by the dashboards' own renderer, whose types are the same as Grafana's but for being read-only.
    fieldConfig: drawing.fieldConfig as unknown as FieldConfigSource,
    $data: panelData(drawing),
    ...head,
  });
