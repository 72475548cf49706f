import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useControls } from '../controls';
import { healthColour, healthIcon } from '../health';
import { t } from '../locales/text';

interface QuietNoteProps {
  title: string;
  /** Milliseconds: since when what is shown below is not refreshed; undefined where nothing is. */
  asOf?: number | undefined;
}

/** Says in one line that a part could not ask; what to do stands in the banner of the page. */
export const QuietNote = ({ title, asOf }: QuietNoteProps) => {
  const styles = useStyles2(getStyles);
  const { timeZone } = useControls();
  return (
    <p className={styles.note}>
      <Icon name={healthIcon('silent')} size="sm" className={styles.icon} aria-hidden />
      {asOf === undefined
        ? title
        : t('states.as-of', 'As of {{time}}: {{title}}', { time: dateTimeFormat(asOf, { timeZone }), title })}
    </p>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    margin: 0,
    padding: theme.spacing(0.5, 0),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  icon: css({ flexShrink: 0, color: theme.visualization.getColorByName(healthColour('silent')) }),
});
