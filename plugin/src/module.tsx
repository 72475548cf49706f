import React, { lazy, Suspense, type ComponentType, type LazyExoticComponent } from 'react';
import { AppPlugin, type AppRootProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
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

const LazyApp = lazily(() => import('./app/app'));

const App = (props: AppRootProps) => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <LazyApp {...props} />
  </Suspense>
);

/** What Grafana loads, with its start where links of the app are shown: so it is small and leads to the rest. */
export const plugin = ADDED_LINKS.reduce((app, link) => app.addLink(link), new AppPlugin().setRootPage(App));
