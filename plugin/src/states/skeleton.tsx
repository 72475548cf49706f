import React from 'react';
import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../locales/text';

interface SkeletonProps {
  /** Pixels; that of the content to come, so that nothing jumps. */
  height?: number;
}

const DEFAULT_HEIGHT = 120;

/** Stands where content will be. */
export const Skeleton = ({ height = DEFAULT_HEIGHT }: SkeletonProps) => {
  const styles = useStyles2(getStyles);
  return <div className={styles.block} style={{ height }} role="status" aria-label={t('states.loading', 'Loading')} />;
};

const pulse = keyframes({ '50%': { opacity: 0.5 } });

const getStyles = (theme: GrafanaTheme2) => ({
  block: css({
    width: '100%',
    borderRadius: theme.shape.radius.default,
    backgroundColor: theme.colors.background.secondary,
    [theme.transitions.handleMotion('no-preference')]: { animation: `${pulse} 1.6s ease-in-out infinite` },
  }),
});
