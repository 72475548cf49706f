import type { GrafanaTheme2 } from '@grafana/data';
import { css, cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { APP, APP_PAGES, CONFIG_PATH, pageAt } from './app-pages';

/** Grafana's navigation with the app's pages and nothing else; below 992 pixels it opens over the page. */
export function SideNav({ isOpen }: { readonly isOpen: boolean }) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const current = pageAt(pathname)?.path ?? pathname;
  return (
    <nav aria-label={APP.name} className={cx(styles.nav, isOpen && styles.open)}>
      <a href="/" className={styles.app}>
        <img src={`/public/plugins/${APP.id}/img/logo.svg`} alt="" width={20} height={20} />
        {APP.name}
      </a>
      <ul>
        {[...APP_PAGES, { name: 'Plugin settings', path: CONFIG_PATH }].map(({ name, path }) => (
          <li key={path}>
            <a
              href={path}
              className={cx(styles.page, path === current && styles.current)}
              aria-current={path === current ? 'page' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  nav: css({
    display: 'none',
    flexDirection: 'column',
    gap: theme.spacing(1),
    width: theme.spacing(26),
    flexShrink: 0,
    padding: theme.spacing(2, 1),
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    '& ul': { listStyle: 'none' },
    [theme.breakpoints.up('lg')]: { display: 'flex' },
  }),
  open: css({
    display: 'flex',
    [theme.breakpoints.down('lg')]: {
      position: 'fixed',
      top: theme.spacing(5),
      bottom: 0,
      zIndex: theme.zIndex.sidemenu,
      boxShadow: theme.shadows.z3,
    },
  }),
  app: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  page: css({
    display: 'block',
    padding: theme.spacing(0.75, 1, 0.75, 4.5),
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
  }),
  current: css({ color: theme.colors.text.primary, background: theme.colors.action.selected }),
});
