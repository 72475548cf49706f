import { dateTimeFormat, type GrafanaTheme2, systemDateFormats, type TimeRange } from '@grafana/data';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

interface TimeAxisProps {
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  /** Pixels from the left where the axis begins. */
  readonly offset: number;
}

const TICKS = 5;
const DAY_MS = 86_400_000;

/** Moments below what is drawn over time. */
export function TimeAxis({ timeRange, timeZone, offset }: TimeAxisProps) {
  const styles = useStyles2(getStyles);
  const startMs = timeRange.from.valueOf();
  const lengthMs = timeRange.to.valueOf() - startMs;
  const { minute, day } = systemDateFormats.interval;
  const ticks = Array.from({ length: TICKS }, (_, index) => startMs + (lengthMs * (index + 0.5)) / TICKS);
  return (
    <div className={styles} style={{ marginLeft: offset }}>
      {ticks.map((timeMs) => (
        <span key={timeMs}>{dateTimeFormat(timeMs, { timeZone, format: lengthMs > DAY_MS ? day : minute })}</span>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    ...theme.typography.bodySmall,
    display: 'flex',
    justifyContent: 'space-around',
    height: theme.spacing(3),
    paddingTop: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  });
