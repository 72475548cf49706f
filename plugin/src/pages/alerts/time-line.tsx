import React from 'react';
import { css, cx } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { t } from '../../locales/text';
import { firedIn, shareOfRange, type ActiveTime } from './history';
import { STATE_LOOKS } from './state-look';

interface TimeLineProps {
  spans: readonly ActiveTime[];
  range: { fromMs: number; toMs: number };
}

/** A duration in words, such as `12 mins`. */
export const durationText = (durationMs: number): string => formattedValueToString(getValueFormat('ms')(durationMs));

const summary = (spans: readonly ActiveTime[]): string => {
  const { times, forMs } = firedIn(spans);
  if (times > 0) {
    return t('alerts.fired', 'Fired {{times}} × in the time range, {{duration}} in all', {
      times,
      duration: durationText(forMs),
    });
  }
  return spans.length > 0
    ? t('alerts.only-pending', 'Pending in the time range, but never fired')
    : t('alerts.quiet', 'Quiet in the time range');
};

/** When a rule was pending and when it fired, from left to right over the time range. */
export const TimeLine = ({ spans, range }: TimeLineProps) => {
  const styles = useStyles2(getStyles);
  const text = summary(spans);
  return (
    <Tooltip content={text}>
      <div role="img" aria-label={text} className={styles.line}>
        {spans.map((span) => {
          const share = shareOfRange(span, range);
          if (share === undefined) return null;
          const { start, width } = share;
          const place = { left: `${start * 100}%`, width: `max(2px, ${width * 100}%)` };
          const key = `${span.fromMs} ${span.isFiring}`;
          return (
            <span key={key} className={cx(styles.span, span.isFiring ? styles.firing : styles.pending)} style={place} />
          );
        })}
      </div>
    </Tooltip>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    position: 'relative',
    height: theme.spacing(2),
    minWidth: theme.spacing(12),
    overflow: 'hidden',
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
  }),
  span: css({ position: 'absolute', bottom: 0 }),
  // Two heights, so that they differ without their colours.
  firing: css({ top: 0, background: theme.visualization.getColorByName(STATE_LOOKS.firing.colour) }),
  pending: css({ top: '60%', background: theme.visualization.getColorByName(STATE_LOOKS.pending.colour) }),
});
