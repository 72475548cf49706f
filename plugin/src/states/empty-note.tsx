import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { SITUATIONS, type Situation } from '@chatwatch/dashboards/browser';
import { useStyles2 } from '@grafana/ui';
import { t } from '../locales/text';

/** Why there is nothing to show. */
export interface Emptiness {
  title: string;
  because: string;
}

/** The words for an answer that may be empty on a healthy system; without a situation it should not be. */
export const emptinessOf = (needs: Situation | undefined): Emptiness =>
  needs === undefined
    ? {
        title: t('states.empty', 'No data'),
        because: t('states.empty-because', 'Nothing was measured in this time range with these filters.'),
      }
    : { title: SITUATIONS[needs].shows, because: SITUATIONS[needs].because };

interface EmptyNoteProps {
  emptiness: Emptiness;
  /** Pixels; that of the content, so that nothing jumps. */
  height?: number;
}

/** Says that there is nothing, and why. */
export const EmptyNote = ({ emptiness, height }: EmptyNoteProps) => {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.note} style={{ minHeight: height }}>
      <span className={styles.title}>{emptiness.title}</span>
      <span className={styles.because}>{emptiness.because}</span>
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(2),
    textAlign: 'center',
  }),
  title: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
  because: css({ color: theme.colors.text.secondary, maxWidth: '60ch' }),
});
