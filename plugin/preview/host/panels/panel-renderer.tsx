import { applyFieldOverrides, EventBusSrv, type FieldConfigSource } from '@grafana/data';
import type { PanelRendererProps } from '@grafana/runtime';
import { useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';
import { panelPlugin } from './index';

/** Draws a panel of a kind with given data, as Grafana does for apps that ask for one. */
export function PreviewPanelRenderer(props: PanelRendererProps) {
  const { pluginId, data, fieldConfig, timeZone = 'browser', title, options = {}, width, height } = props;
  const theme = useTheme2();
  const plugin = panelPlugin(pluginId);
  const config: FieldConfigSource = useMemo(() => fieldConfig ?? { defaults: {}, overrides: [] }, [fieldConfig]);
  const eventBus = useMemo(() => new EventBusSrv(), []);
  const series = useMemo(
    () =>
      applyFieldOverrides({
        ...(data && { data: data.series }),
        fieldConfig: config,
        ...(plugin && { fieldConfigRegistry: plugin.fieldConfigRegistry }),
        replaceVariables: (text) => text,
        theme,
        timeZone,
      }),
    [data, config, plugin, theme, timeZone],
  );
  const Panel = plugin?.panel;
  if (!Panel || !data) return null;
  return (
    <Panel
      id={1}
      data={{ ...data, series }}
      title={title}
      timeRange={data.timeRange}
      timeZone={timeZone}
      options={options}
      fieldConfig={config}
      width={width}
      height={height}
      transparent={false}
      renderCounter={0}
      eventBus={eventBus}
      replaceVariables={(text) => text}
      onOptionsChange={() => undefined}
      onFieldConfigChange={() => undefined}
      onChangeTimeRange={() => undefined}
    />
  );
}
