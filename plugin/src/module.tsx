import React, { lazy, Suspense, type ComponentType, type LazyExoticComponent } from 'react';
import { AppPlugin, type AppRootProps } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { LoadingPlaceholder } from '@grafana/ui';
import { preloadPage } from './app/page-parts';
import { ADDED_LINKS } from './extensions/added-links';

/** A part of the app, loaded together with the texts of the reader's language when it is shown first. */
const lazily = <Props,>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => {
    const texts = import('./locales/translations').then(({ translations }) => translations());
    const [part] = await Promise.all([load(), texts]);
    return part;
  });

const LazyApp = lazily(() => {
  preloadPage((locationService.getLocation() as { pathname: string }).pathname); // of a package without types
  return import('./app/app');
});

const App = (props: AppRootProps) => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <LazyApp {...props} />
  </Suspense>
);

const LazyConfiguration = lazily(() => import('./pages/configuration/configuration'));

/** The same among Grafana's own pages about the plugin, where an app is configured that is not enabled yet. */
const ConfigurationTab = () => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <LazyConfiguration />
  </Suspense>
);

const app = new AppPlugin().setRootPage(App).addConfigPage({
  // Grafana asks for it before any text of the reader's language is there.
  title: 'Configuration',
  icon: 'cog',
  id: 'configuration',
  body: ConfigurationTab,
});

/** What Grafana loads, with its start where links of the app are shown: so it is small and leads to the rest. */
export const plugin = ADDED_LINKS.reduce((linked, link) => linked.addLink(link), app);
