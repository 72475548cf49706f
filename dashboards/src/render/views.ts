import {
  AxisPlacement,
  BigValueColorMode,
  BigValueGraphMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  PanelBuilder as HeatmapBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { axisEndOf } from '../axis.js';
import { NEUTRAL } from '../health.js';
import type { Panel } from '../model.js';
import type { Query, Unit } from '../queries/query.js';
import { limitLine, numberColours, stateMappings } from './colours.js';
import { refIdOf } from './targets.js';

const legendOf = (panel: Panel): VizLegendOptionsBuilder => {
  const hasManyLines = panel.queries.length > 1 || panel.queries.some(({ legend }) => legend.includes('{{'));
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .placement(LegendPlacement.Bottom)
    .displayMode(hasManyLines ? LegendDisplayMode.Table : LegendDisplayMode.List)
    .calcs(['mean', 'max']);
};

/** What sets the lines of a query apart from the others of a panel. */
const lineProperties = (query: Query, unit: Unit): DynamicConfigValue[] => [
  ...(query.unit === unit ? [] : [{ id: 'unit', value: query.unit }]),
  ...(query.isLimit
    ? [
        { id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } },
        { id: 'color', value: { mode: 'fixed', fixedColor: NEUTRAL } },
      ]
    : []),
];

/** Lines over time, with a dashed one at the limit. */
export const timeSeries = (panel: Panel): TimeSeriesBuilder => {
  const unit = panel.unit ?? panel.queries[0]?.unit ?? 'short';
  const builder = new TimeSeriesBuilder()
    .unit(unit)
    .lineWidth(1)
    .fillOpacity(panel.isStacked ? 30 : 5)
    // A point where lines are close together or alone: an event between two gaps would not be drawn otherwise.
    .showPoints(VisibilityMode.Auto)
    .legend(legendOf(panel))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .thresholds(limitLine(panel.limit))
    .thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(
        panel.limit === undefined ? GraphThresholdsStyleMode.Off : GraphThresholdsStyleMode.Dashed,
      ),
    );
  if (panel.canBeNegative !== true) builder.axisSoftMin(0);
  builder.axisSoftMax(axisEndOf(panel));
  if (panel.isStacked) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  panel.queries.forEach((query, index) => {
    const properties = lineProperties(query, unit);
    if (properties.length > 0) builder.overrideByQuery(refIdOf(index), properties);
  });
  return builder;
};

/** One number, or one word of a health state. */
export const stat = (panel: Panel): StatBuilder => {
  const builder = new StatBuilder()
    .unit(panel.unit ?? panel.queries[0]?.unit ?? 'short')
    .graphMode(BigValueGraphMode.None)
    .colorMode(panel.isState ? BigValueColorMode.Background : BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(numberColours(panel.limit));
  return panel.isState ? builder.mappings(stateMappings()) : builder;
};

/** Observations by size over time. */
export const heatmap = (panel: Panel): HeatmapBuilder =>
  new HeatmapBuilder()
    .unit('short')
    .calculate(false)
    .color(new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme('Blues').steps(64))
    .showLegend()
    .yAxis(new YAxisConfigBuilder().unit(panel.queries[0]?.unit ?? 'short').axisPlacement(AxisPlacement.Left));

/** Health states over time, a line each. */
export const stateTimeline = (panel: Panel): TimelineBuilder =>
  new TimelineBuilder()
    .unit('none')
    .mappings(stateMappings())
    .thresholds(numberColours(panel.limit))
    .mergeValues(true)
    .showValue(VisibilityMode.Never)
    .rowHeight(0.8)
    .lineWidth(0)
    .fillOpacity(80)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .placement(LegendPlacement.Bottom)
        .displayMode(LegendDisplayMode.List),
    );
