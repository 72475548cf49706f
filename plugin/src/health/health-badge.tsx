import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { healthColour, healthIcon, healthWord, type Health } from './health';

interface HealthBadgeProps {
  state: Health;
}

/** A health state by icon, word and colour. */
export const HealthBadge = ({ state }: HealthBadgeProps) => {
  const styles = useStyles2(getStyles, state);
  return (
    <span className={styles.badge}>
      <Icon name={healthIcon(state)} size="sm" aria-hidden />
      {healthWord(state)}
    </span>
  );
};

const getStyles = (theme: GrafanaTheme2, state: Health) => {
  const colour = theme.visualization.getColorByName(healthColour(state));
  return {
    badge: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 0.75),
      borderRadius: theme.shape.radius.default,
      border: `1px solid ${colour}`,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: theme.typography.bodySmall.lineHeight,
      fontWeight: theme.typography.fontWeightMedium,
      whiteSpace: 'nowrap',
      // The word stays in the colour of text, which every theme keeps readable; the icon and the frame carry the state's.
      color: theme.colors.text.primary,
      svg: { color: colour },
    }),
  };
};
