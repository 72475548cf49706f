import React from 'react';
import { PluginPage } from '@grafana/runtime';
import { EmptyState, LinkButton } from '@grafana/ui';
import { useLinks } from '../links';
import { t } from '../locales/text';

/** For an address that no page has, such as one of another version. */
export const NotFound = () => {
  const links = useLinks();
  const title = t('app.not-found', 'There is no such page');
  return (
    <PluginPage pageNav={{ text: title }}>
      <EmptyState
        variant="not-found"
        message={t('app.not-found-message', 'The console has no page at this address')}
        button={<LinkButton href={links.page('overview')}>{t('app.to-overview', 'Open the overview')}</LinkButton>}
      />
    </PluginPage>
  );
};
