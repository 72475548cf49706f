import { type AppPlugin, type AppPluginMeta, PluginContextProvider } from '@grafana/data';
import { locationSearchToObject } from '@grafana/runtime';
import { ErrorBoundaryAlert } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { APP_PATH } from './app-pages';
import { PreviewPluginPage } from './plugin-page';

interface AppHostProps {
  readonly plugin: AppPlugin;
  readonly meta: AppPluginMeta;
}

/** The app's own pages. */
export function AppHost({ plugin, meta }: AppHostProps) {
  const { pathname, search } = useLocation();
  const Root = plugin.root;
  if (!Root) return null;
  return (
    <PluginContextProvider meta={meta}>
      <ErrorBoundaryAlert>
        <Root
          meta={meta}
          basename={APP_PATH}
          onNavChanged={() => undefined}
          query={locationSearchToObject(search)}
          path={pathname}
        />
      </ErrorBoundaryAlert>
    </PluginContextProvider>
  );
}

/** The page where Grafana shows an app's configuration, below its catalogue. */
export function AppConfig({ plugin, meta }: AppHostProps) {
  const { search } = useLocation();
  const chosen = new URLSearchParams(search).get('page');
  const page = plugin.configPages?.find(({ id }) => id === chosen) ?? plugin.configPages?.[0];
  const Body = page?.body;
  return (
    <PluginContextProvider meta={meta}>
      <PreviewPluginPage pageNav={{ text: page?.title ?? 'Plugin settings' }}>
        {Body ? <Body plugin={plugin} query={locationSearchToObject(search)} /> : 'This app has no settings.'}
      </PreviewPluginPage>
    </PluginContextProvider>
  );
}
