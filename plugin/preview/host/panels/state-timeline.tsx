import {
  dateTimeFormat,
  type DisplayValue,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { css } from '@emotion/css';
import { ScrollContainer, Tooltip, useStyles2 } from '@grafana/ui';
import { isEmpty, NoData } from './no-data';
import { TimeAxis } from './time-axis';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly shown: DisplayValue;
}

/** A row a series, a bar for as long as its value stays the same. */
export function StateTimelinePanel(props: PanelProps) {
  const styles = useStyles2(getStyles);
  const { data, timeRange, timeZone, height } = props;
  if (isEmpty(props)) return <NoData {...props} />;
  const [startMs, endMs] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const percent = (timeMs: number) =>
    `${(100 * (Math.min(Math.max(timeMs, startMs), endMs) - startMs)) / (endMs - startMs)}%`;
  const rows = data.series.flatMap((frame) =>
    frame.fields
      .filter(({ type }) => type !== FieldType.time)
      .map((field) => ({
        name: getFieldDisplayName(field, frame, data.series),
        spans: spansOf(timesOf(frame.fields), field),
      })),
  );
  return (
    <div className={styles.panel} style={{ height }}>
      <ScrollContainer>
        {rows.map(({ name, spans }) => (
          <div key={name} className={styles.row}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <div className={styles.track}>
              {spans.map(({ fromMs, toMs, shown }) => (
                <Tooltip
                  key={fromMs}
                  content={`${name}: ${formattedValueToString(shown)}, ${dateTimeFormat(fromMs, { timeZone })} – ${dateTimeFormat(toMs, { timeZone })}`}
                >
                  <div
                    className={styles.span}
                    style={{
                      left: percent(fromMs),
                      width: `calc(${percent(toMs)} - ${percent(fromMs)})`,
                      background: shown.color,
                    }}
                  />
                </Tooltip>
              ))}
            </div>
          </div>
        ))}
      </ScrollContainer>
      <TimeAxis timeRange={timeRange} timeZone={timeZone} offset={NAME_WIDTH} />
    </div>
  );
}

const NAME_WIDTH = 160;

const timesOf = (fields: readonly Field[]): readonly number[] =>
  (fields.find(({ type }) => type === FieldType.time)?.values ?? []) as number[]; // of a time field

function spansOf(times: readonly number[], { values, display, config }: Field): Span[] {
  const spans: Span[] = [];
  let last: unknown;
  for (const [index, fromMs] of times.entries()) {
    const value: unknown = values[index];
    const toMs = times[index + 1] ?? fromMs + (config.interval ?? fromMs - (times[index - 1] ?? fromMs));
    const open = spans.at(-1);
    if (open && value === last && fromMs <= open.toMs) spans[spans.length - 1] = { ...open, toMs };
    else if (value !== null && value !== undefined && display) spans.push({ fromMs, toMs, shown: display(value) });
    last = value;
  }
  return spans;
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', flexDirection: 'column' }),
  row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), height: theme.spacing(3) }),
  name: css({
    ...theme.typography.bodySmall,
    width: NAME_WIDTH - 8,
    flexShrink: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textAlign: 'right',
  }),
  track: css({
    position: 'relative',
    flexGrow: 1,
    height: theme.spacing(2),
    background: theme.colors.background.secondary,
  }),
  span: css({ position: 'absolute', top: 0, bottom: 0, opacity: 0.85 }),
});
