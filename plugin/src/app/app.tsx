import React, { Suspense, type ComponentType } from 'react';
import { PluginContextProvider, type AppRootProps } from '@grafana/data';
import { Route, Routes, useLocation } from 'react-router-dom';
import { Skeleton } from '../states';
import { NotFound } from './not-found';
import { ConsolePage } from './page';
import { PageBoundary } from './page-boundary';
import { PageContext } from './page-context';
import { PAGE_PARTS } from './page-parts';
import { PAGE_PATHS, type PageId } from './page-paths';
import { PAGES } from './pages';
import { ConsoleProviders } from './providers';
import { PageReady, useAskedAt } from '../vitals';

interface PageFrameProps {
  id: PageId;
  component: ComponentType;
}

/** The frame of the page whose code is under way: title and controls stand where they will be. */
const Loading = () => (
  <ConsolePage>
    <Skeleton height={LOADING_HEIGHT} />
  </ConsolePage>
);

const LOADING_HEIGHT = 400;

const PageFrame = ({ id, component: Content }: PageFrameProps) => {
  const { pathname } = useLocation();
  const askedAt = useAskedAt(pathname);
  return (
    <PageContext.Provider value={id}>
      <PageBoundary place={pathname}>
        <Suspense fallback={<Loading />}>
          <PageReady page={id} askedAt={askedAt} />
          <Content />
        </Suspense>
      </PageBoundary>
    </PageContext.Provider>
  );
};

const ROUTES = PAGES.flatMap(({ id }) => {
  const { page, detail } = PAGE_PARTS[id];
  const frames = [<Route key={id} path={PAGE_PATHS[id]} element={<PageFrame id={id} component={page.component} />} />];
  if (detail) {
    const path = `${PAGE_PATHS[id]}/:detail`;
    frames.push(<Route key={path} path={path} element={<PageFrame id={id} component={detail.component} />} />);
  }
  return frames;
});

/** The console. */
export default function App({ meta }: AppRootProps) {
  return (
    <PluginContextProvider meta={meta}>
      <ConsoleProviders>
        <Routes>
          {ROUTES}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </ConsoleProviders>
    </PluginContextProvider>
  );
}
