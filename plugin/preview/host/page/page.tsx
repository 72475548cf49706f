import { type AppPlugin, type AppPluginMeta, type GrafanaTheme2, ThemeContext } from '@grafana/data';
import { css } from '@emotion/css';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer, useStyles2 } from '@grafana/ui';
import { useLayoutEffect, useState } from 'react';
import { type Location, Navigate, type Navigator, Route, Router, Routes, useLocation } from 'react-router-dom';
import { AppConfig, AppHost } from './app-host';
import { APP_PATH, CONFIG_PATH } from './app-pages';
import { TrailProvider } from './breadcrumbs';
import { OnlyInGrafana } from './only-in-grafana';
import { SideNav } from './side-nav';
import { Toasts } from './toasts';
import { TopBar } from './top-bar';

interface PageHistory extends Navigator {
  readonly location: Location;
  listen(listener: (location: Location) => void): () => void;
}

interface PageProps {
  readonly plugin: AppPlugin;
  readonly meta: AppPluginMeta;
}

/** The whole page: what Grafana puts around an app, and the app. */
export function Page(props: PageProps) {
  // Of a package without types: the page needs no more of it than this.
  const history = locationService.getHistory() as unknown as PageHistory;
  const [place, setPlace] = useState(history.location);
  useLayoutEffect(() => history.listen(setPlace), [history]);
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <LocationServiceProvider service={locationService}>
        <Router location={place} navigator={history}>
          <TrailProvider>
            <Frame {...props} />
          </TrailProvider>
        </Router>
      </LocationServiceProvider>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function Frame(props: PageProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string>();
  // A menu that was opened closes with the next page.
  const isMenuOpen = openAt === pathname;
  return (
    <div className={styles.frame}>
      <TopBar
        isMenuOpen={isMenuOpen}
        onMenu={() => {
          setOpenAt(isMenuOpen ? undefined : pathname);
        }}
      />
      <div className={styles.below}>
        <SideNav isOpen={isMenuOpen} />
        <main className={styles.main}>
          <Routes>
            <Route path="/" element={<Navigate to={APP_PATH} replace />} />
            <Route path={`${APP_PATH}/*`} element={<AppHost {...props} />} />
            <Route path={CONFIG_PATH} element={<AppConfig {...props} />} />
            <Route path="*" element={<OnlyInGrafana />} />
          </Routes>
        </main>
      </div>
      <Toasts />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    minHeight: '100vh',
    display: 'flex',
    flexDirection: 'column',
    background: theme.colors.background.canvas,
  }),
  below: css({ display: 'flex', flexGrow: 1, minHeight: 0 }),
  main: css({ flexGrow: 1, minWidth: 0 }),
});
