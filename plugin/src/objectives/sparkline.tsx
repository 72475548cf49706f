import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface SparklineProps {
  /** Milliseconds. */
  times: readonly number[];
  /** NaN where there is a gap. */
  values: readonly number[];
  /** The ends of the line in time, milliseconds. */
  from: number;
  to: number;
  /** What it shows, for those who do not see it. */
  label: string;
}

const HEIGHT = 100;
const WIDTH = 300;
const MARGIN = 6;

/** The line's path in a box of fixed size; it breaks where there is a gap. */
function pathOf({ times, values, from, to }: Omit<SparklineProps, 'label'>): string {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const yOf = (value: number): number =>
    // What does not change is a line in the middle.
    high === low ? HEIGHT / 2 : HEIGHT - MARGIN - ((value - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
  let isBroken = true;
  const steps: string[] = [];
  times.forEach((time, index) => {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      isBroken = true;
      return;
    }
    const x = ((time - from) / Math.max(1, to - from)) * WIDTH;
    steps.push(`${isBroken ? 'M' : 'L'}${x.toFixed(1)} ${yOf(value).toFixed(1)}`);
    isBroken = false;
  });
  return steps.join('');
}

/**
 * A line without axes. A path rather than a canvas with its own drawing machine, as @grafana/ui has one: two dozen of
 * these are drawn before a reader sees anything.
 */
export const Sparkline = React.memo(function Sparkline({ label, ...line }: SparklineProps) {
  const styles = useStyles2(getStyles);
  const { times, values, from, to } = line;
  const path = useMemo(() => pathOf({ times, values, from, to }), [times, values, from, to]);
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {path !== '' && <path d={path} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'block',
    width: '100%',
    height: theme.spacing(5),
    path: {
      fill: 'none',
      stroke: theme.colors.text.secondary,
      strokeWidth: 1.5,
      strokeLinejoin: 'round',
      strokeLinecap: 'round',
    },
  }),
});
