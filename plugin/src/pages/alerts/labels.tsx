import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** Labels that every row says in another way, and Grafana's mark of rules that belong to an app. */
const SAID = ['alertname', 'grafana_folder', 'severity', 'objective', '__grafana_origin'];

/** Labels as names and values. */
export const Labels = ({ labels }: { labels: Readonly<Record<string, string>> }) => {
  const styles = useStyles2(getStyles);
  const shown = Object.entries(labels).filter(([name]) => !SAID.includes(name));
  if (shown.length === 0) return null;
  return (
    <ul className={styles.list}>
      {shown.map(([name, value]) => (
        <li key={name} className={styles.label}>
          {name}=<b>{value}</b>
        </li>
      ))}
    </ul>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), listStyle: 'none', margin: 0, padding: 0 }),
  label: css({
    padding: theme.spacing(0, 0.75),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    b: { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
  }),
});
