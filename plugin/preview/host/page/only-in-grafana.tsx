import { EmptyState, LinkButton } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { APP_PATH } from './app-pages';
import { PreviewPluginPage } from './plugin-page';

/** Stands where a link leads to what the preview has not. */
export function OnlyInGrafana() {
  const { pathname, search } = useLocation();
  const address = `${pathname}${search}`;
  return (
    <PreviewPluginPage pageNav={{ text: 'Only in Grafana' }}>
      <EmptyState
        variant="not-found"
        message="Grafana shows this, the preview does not"
        button={<LinkButton href={APP_PATH}>Back to the console</LinkButton>}
      >
        The link leads to <code style={{ overflowWrap: 'anywhere' }}>{address}</code>, which in Grafana is one of its
        own pages: Explore, a dashboard, an alert rule or a silence.
      </EmptyState>
    </PreviewPluginPage>
  );
}
