import type { GrafanaTheme2 } from '@grafana/data';
import { css } from '@emotion/css';
import { Badge, Button, IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { choose, storedLanguage } from '../grafana/preferences';
import { APP, APP_PATH, pageAt } from './app-pages';
import { useTrail } from './breadcrumbs';

interface TopBarProps {
  readonly onMenu: () => void;
  readonly isMenuOpen: boolean;
}

/** Grafana's bar at the top: where one is, and what is chosen for all pages. */
export function TopBar({ onMenu, isMenuOpen }: TopBarProps) {
  const styles = useStyles2(getStyles);
  const { isDark } = useTheme2();
  const isGerman = storedLanguage() === 'de-DE';
  return (
    <header className={styles.bar}>
      <IconButton
        name="bars"
        size="lg"
        aria-expanded={isMenuOpen}
        tooltip="Menu"
        onClick={onMenu}
        className={styles.menu}
      />
      <Breadcrumbs />
      <Badge
        color="orange"
        icon="info-circle"
        text="Preview outside Grafana"
        tooltip="The app's pages in a small stand-in for Grafana. What needs Grafana itself, such as Explore and silences, is not here."
      />
      <div className={styles.choices}>
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          tooltip={isGerman ? 'Texts in English' : 'Texts in German'}
          onClick={() => {
            choose({ language: isGerman ? 'en-US' : 'de-DE' });
          }}
        >
          {isGerman ? 'EN' : 'DE'}
        </Button>
        <IconButton
          name="palette"
          tooltip={isDark ? 'Light theme' : 'Dark theme'}
          onClick={() => {
            choose({ theme: isDark ? 'light' : 'dark' });
          }}
        />
      </div>
    </header>
  );
}

function Breadcrumbs() {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const trail = useTrail();
  const page = pageAt(pathname);
  const steps = [
    { text: APP.name, url: APP_PATH },
    ...(page && page.name !== trail[0]?.text ? [{ text: page.name, url: page.path }] : []),
    ...trail,
  ];
  return (
    <nav aria-label="Breadcrumbs" className={styles.trail}>
      <ol>
        {steps.map(({ text, url }, index) => (
          <li key={`${index} ${text}`}>
            {index < steps.length - 1 && url !== undefined ? (
              <a href={url}>{text}</a>
            ) : (
              <span aria-current="page">{text}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: theme.spacing(5),
    padding: theme.spacing(0, 2),
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  menu: css({ [theme.breakpoints.up('lg')]: { display: 'none' } }),
  trail: css({
    minWidth: 0,
    flexGrow: 1,
    '& ol': { display: 'flex', listStyle: 'none', overflow: 'hidden' },
    '& li': { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
    '& li + li::before': { content: '"›"', padding: theme.spacing(0, 1), color: theme.colors.text.secondary },
    '& a': { color: theme.colors.text.secondary },
  }),
  choices: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
});
