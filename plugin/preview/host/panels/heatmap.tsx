import {
  dateTimeFormat,
  FieldType,
  formattedValueToString,
  getValueFormat,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { css } from '@emotion/css';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';
import { draw, type Grid } from './heatmap-canvas';
import { isEmpty, NoData } from './no-data';
import { TimeAxis } from './time-axis';

interface Options {
  readonly yAxis?: { readonly unit?: string };
}

const AXIS_WIDTH = 64;
const TIME_HEIGHT = 24;

/** How many values fell into each bucket at each moment: the more, the stronger the colour. */
export function HeatmapPanel(props: PanelProps<Options>) {
  const { data, width, height, timeRange, timeZone, options, fieldConfig } = props;
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [told, setTold] = useState('');
  const grid = gridOf(props);
  const plot = { width: Math.max(0, width - AXIS_WIDTH), height: Math.max(0, height - TIME_HEIGHT) };
  useEffect(() => {
    if (canvas.current)
      draw(canvas.current, grid, { ...plot, colour: theme.visualization.getColorByName('dark-orange') });
  });
  if (isEmpty(props) || !data.series[0]) return <NoData {...props} />;
  const format = getValueFormat(options.yAxis?.unit ?? fieldConfig.defaults.unit);
  const label = (bound: string) => (bound === '+Inf' ? '∞' : formattedValueToString(format(Number(bound))));
  const tell = (event: React.MouseEvent<HTMLCanvasElement>) => {
    const { offsetX, offsetY } = event.nativeEvent;
    const timeMs = grid.startMs + (offsetX / plot.width) * (grid.endMs - grid.startMs);
    const column = grid.times.findLastIndex((time) => time <= timeMs);
    const row = grid.bounds.length - 1 - Math.floor((offsetY / plot.height) * grid.bounds.length);
    const timeAt = grid.times[column];
    const count = grid.counts[row]?.[column];
    if (timeAt === undefined || count === undefined || count === null) return;
    const time = dateTimeFormat(timeAt, { timeZone });
    setTold(
      `${time}, up to ${label(grid.bounds[row] ?? '')}: ${formattedValueToString(getValueFormat('short')(count))}`,
    );
  };
  const every = Math.ceil(grid.bounds.length / Math.max(1, Math.floor(plot.height / 18)));
  return (
    <div className={styles.panel} style={{ width, height }}>
      <div className={styles.bounds} style={{ height: plot.height, width: AXIS_WIDTH }}>
        {[...grid.bounds].reverse().map((bound, index) => (
          <span key={bound}>{index % every === 0 ? label(bound) : ''}</span>
        ))}
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Heatmap, buckets up to ${label(grid.bounds.at(-1) ?? '')}`}
        title={told}
        onMouseMove={tell}
        style={plot}
      />
      <div className={styles.axis}>
        <TimeAxis timeRange={timeRange} timeZone={timeZone} offset={AXIS_WIDTH} />
      </div>
    </div>
  );
}

function gridOf({ data, timeRange }: PanelProps<Options>): Grid {
  const fields = data.series[0]?.fields ?? [];
  const time = fields.find(({ type }) => type === FieldType.time);
  const rows = fields.filter(({ type }) => type === FieldType.number);
  const times = (time?.values ?? []) as number[]; // of a time field
  return {
    startMs: timeRange.from.valueOf(),
    endMs: timeRange.to.valueOf(),
    stepMs: time?.config.interval ?? (times[1] ?? 0) - (times[0] ?? 0),
    times,
    bounds: rows.map(({ name }) => name),
    counts: rows.map(({ values }) => values as (number | null)[]),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', flexWrap: 'wrap' }),
  bounds: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    display: 'flex',
    flexDirection: 'column',
    textAlign: 'right',
    paddingRight: theme.spacing(1),
    '& > span': { flex: '1 1 0', minHeight: 0, lineHeight: 1, overflow: 'visible', whiteSpace: 'nowrap' },
  }),
  axis: css({ width: '100%' }),
});
