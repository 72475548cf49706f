import {
  FieldColorModeId,
  FieldConfigProperty,
  type PanelPluginMeta,
  PanelPlugin,
  type PanelProps,
} from '@grafana/data';
import type { ComponentType } from 'react';
import { addCustomFields } from './field-config';
import { HeatmapPanel } from './heatmap';
import { StatPanel } from './stat';
import { StateTimelinePanel } from './state-timeline';
import { TablePanel } from './table';
import { TimeSeriesPanel } from './time-series';

const PANELS: ReadonlyMap<string, PanelPlugin> = new Map([
  ['timeseries', panel('timeseries', TimeSeriesPanel)],
  ['stat', panel('stat', StatPanel)],
  ['table', panel('table', TablePanel)],
  ['heatmap', panel('heatmap', HeatmapPanel)],
  ['state-timeline', panel('state-timeline', StateTimelinePanel)],
]);

/** The panel of that kind; undefined for those that the console does not use. */
export const panelPlugin = (id: string): PanelPlugin | undefined => PANELS.get(id);

function panel<Options extends object>(id: string, component: ComponentType<PanelProps<Options>>): PanelPlugin {
  // What a panel's options are only it knows.
  const plugin = new PanelPlugin(component as ComponentType<PanelProps>).useFieldConfig({
    useCustomConfig: addCustomFields,
    ...(id === 'timeseries' && {
      standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } } },
    }),
  });
  plugin.setDataSupport({ annotations: true, alertStates: false });
  // The part of its description that anyone reads here.
  plugin.meta = { id, name: id, info: { version: '' } } as PanelPluginMeta;
  return plugin;
}
