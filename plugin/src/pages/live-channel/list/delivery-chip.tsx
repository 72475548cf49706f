import React from 'react';
import { css, cx } from '@emotion/css';
import { getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { healthColour, healthIcon } from '../../../health';
import { t } from '../../../locales/text';

interface DeliveryChipProps {
  deliveryMs: number;
  /** What is promised, milliseconds; undefined where nothing is. */
  boundMs: number | undefined;
}

/** How long a message took to here: in time or late, by colour, icon and word. */
export const DeliveryChip = ({ deliveryMs, boundMs }: DeliveryChipProps) => {
  const styles = useStyles2(getStyles);
  const { text, suffix = '' } = getValueFormat('ms')(deliveryMs, deliveryMs < 10 ? 1 : 0);
  const time = `${text}${suffix}`;
  const isLate = boundMs !== undefined && deliveryMs > boundMs;
  const label = isLate
    ? t('live-channel.chip.late', 'Delivered late, after {{time}}', { time })
    : t('live-channel.chip.in-time', 'Delivered after {{time}}', { time });
  return (
    <span className={cx(styles.chip, isLate ? styles.late : styles.inTime)} title={label} aria-label={label} role="img">
      {isLate && <Icon name={healthIcon('burning')} size="xs" aria-hidden />}
      {time}
    </span>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.25),
    padding: theme.spacing(0, 0.5),
    borderRadius: theme.shape.radius.default,
    border: '1px solid',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    color: theme.colors.text.primary,
  }),
  inTime: css({ borderColor: theme.visualization.getColorByName(healthColour('kept')) }),
  late: css({
    borderColor: theme.visualization.getColorByName(healthColour('burning')),
    svg: { color: theme.visualization.getColorByName(healthColour('burning')) },
  }),
});
