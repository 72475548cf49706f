import {
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type PanelProps,
  type ReduceDataOptions,
  VizOrientation,
} from '@grafana/data';
import { BigValue, BigValueColorMode, BigValueGraphMode, BigValueTextMode, useTheme2, VizRepeater } from '@grafana/ui';
import { NoData } from './no-data';

interface Options {
  readonly reduceOptions?: ReduceDataOptions;
  readonly colorMode?: BigValueColorMode;
  readonly graphMode?: BigValueGraphMode;
  readonly textMode?: BigValueTextMode;
}

/** A number, or one for every series. */
export function StatPanel(props: PanelProps<Options>) {
  const { data, fieldConfig, replaceVariables, timeZone, options, width, height, renderCounter } = props;
  const theme = useTheme2();
  const getValues = () =>
    getFieldDisplayValues({
      fieldConfig,
      reduceOptions: options.reduceOptions ?? { calcs: ['lastNotNull'] },
      replaceVariables,
      theme,
      data: data.series,
      sparkline: options.graphMode === BigValueGraphMode.Area,
      timeZone,
    });
  if (getValues().every(({ view }) => view === undefined)) return <NoData {...props} />;
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={(values: FieldDisplay[]) => getDisplayValueAlignmentFactors(values)}
      renderValue={({ value, alignmentFactors, width: each, height: high, count }) => (
        <BigValue
          value={value.display}
          {...(value.sparkline && { sparkline: value.sparkline })}
          count={count}
          colorMode={options.colorMode ?? BigValueColorMode.Value}
          graphMode={options.graphMode ?? BigValueGraphMode.None}
          textMode={options.textMode ?? BigValueTextMode.Auto}
          alignmentFactors={alignmentFactors}
          width={each}
          height={high}
          theme={theme}
        />
      )}
      width={width}
      height={height}
      source={data}
      itemSpacing={3}
      renderCounter={renderCounter}
      autoGrid
      orientation={VizOrientation.Auto}
    />
  );
}
