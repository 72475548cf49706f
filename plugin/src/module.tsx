import React, { Suspense, type ComponentType } from 'react';
import { APP_ID } from '@chatwatch/objectives/names';
import { AppPlugin, type AppRootProps } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { LoadingPlaceholder } from '@grafana/ui';
import { preloadPage } from './app/page-parts';
import { part, type Part } from './app/part';
import { ADDED_LINKS } from './extensions/added-links';

/** A part of the app, loaded together with the texts of the reader's language when it is shown first. */
const withTexts = <Props,>(load: () => Promise<{ default: ComponentType<Props> }>): Part<Props> =>
  part(async () => {
    const texts = import('./locales/translations').then(({ translations }) => translations());
    const [code] = await Promise.all([load(), texts]);
    return code;
  });

const pathname = (): string => (locationService.getLocation() as { pathname: string }).pathname; // of a package without types

const appPart = withTexts<AppRootProps>(() => {
  preloadPage(pathname());
  return import('./app/app');
});

// Opened on one of the app's pages, Grafana draws the app as soon as it has this; elsewhere it may never.
// What fails, fails again there.
if (pathname().startsWith(`/a/${APP_ID}`)) appPart.load().catch(() => undefined);

const App = (props: AppRootProps) => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <appPart.component {...props} />
  </Suspense>
);

const configurationPart = withTexts<object>(() => import('./pages/configuration/configuration'));

/** The same among Grafana's own pages about the plugin, where an app is configured that is not enabled yet. */
const ConfigurationTab = () => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <configurationPart.component />
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
