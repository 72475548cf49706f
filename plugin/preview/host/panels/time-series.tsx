import type { DataFrame, PanelProps } from '@grafana/data';
import { SortOrder, TooltipDisplayMode } from '@grafana/schema';
// Grafana's own panel is not in its packages, the graph it was made of is.
import { TimeSeries, TooltipPlugin, type UPlotConfigBuilder } from '@grafana/ui';
import type { ComponentProps } from 'react';
import { useMarks } from './marks';
import { isEmpty, NoData } from './no-data';

type Legend = ComponentProps<typeof TimeSeries>['legend'];

interface Options {
  readonly legend?: Partial<Legend>;
  readonly tooltip?: { readonly mode?: TooltipDisplayMode; readonly sort?: SortOrder };
}

const LEGEND: Legend = {
  showLegend: true,
  // The same word in each of Grafana's packages, in a type of each one's own.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
  displayMode: 'list' as Legend['displayMode'],
  placement: 'bottom',
  calcs: [],
};

function Marks({ config, frames }: { config: UPlotConfigBuilder; frames: DataFrame[] | undefined }) {
  useMarks(config, frames);
  return null;
}

/** Lines over time. */
export function TimeSeriesPanel(props: PanelProps<Options>) {
  const { data, width, height, timeRange, timeZone, options } = props;
  if (isEmpty(props)) return <NoData {...props} />;
  return (
    <TimeSeries
      frames={data.series}
      {...(data.structureRev !== undefined && { structureRev: data.structureRev })}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      legend={{ ...LEGEND, ...options.legend }}
    >
      {(config, alignedFrame) => (
        <>
          <TooltipPlugin
            config={config}
            data={alignedFrame}
            frames={data.series}
            timeZone={timeZone}
            mode={options.tooltip?.mode ?? TooltipDisplayMode.Multi}
            sortOrder={options.tooltip?.sort ?? SortOrder.Descending}
          />
          <Marks config={config} frames={data.annotations} />
        </>
      )}
    </TimeSeries>
  );
}
