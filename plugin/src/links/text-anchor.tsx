import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface TextAnchorProps {
  /** With the base path of Grafana, as `useLinks` gives it. */
  href: string;
  children: ReactNode;
}

/**
 * A link within text. A plain one, which Grafana turns into a step of its router: the `TextLink` of @grafana/ui asks for
 * a router of an older version around it.
 */
export const TextAnchor = ({ href, children }: TextAnchorProps) => {
  const styles = useStyles2(getStyles);
  return (
    <a href={href} className={styles.link}>
      {children}
    </a>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    color: theme.colors.text.link,
    '&:hover': { color: theme.colors.text.link, textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
