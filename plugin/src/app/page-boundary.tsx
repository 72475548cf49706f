import React, { Component, type ReactNode } from 'react';
import { PluginPage } from '@grafana/runtime';
import { Alert, Button, Stack } from '@grafana/ui';
import { t } from '../locales/text';

interface PageBoundaryProps {
  /** A change of it, such as another address, is another try. */
  place: string;
  children: ReactNode;
}

interface PageBoundaryState {
  error: Error | undefined;
  place: string;
}

/** A file of the app that is gone: it was replaced by a newer version while the page was open. */
const isMissingFile = ({ name, message }: Error): boolean =>
  name === 'ChunkLoadError' || /loading (css )?chunk|dynamically imported module/i.test(message);

/** Keeps the failure of a page to the page, and says what to do. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { error: undefined, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<PageBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ place }: PageBoundaryProps, state: PageBoundaryState): PageBoundaryState | null {
    return place === state.place ? null : { error: undefined, place };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const retry = (): void => {
      this.setState({ error: undefined });
    };
    return (
      <PluginPage>{isMissingFile(error) ? <NewerVersion /> : <Failure error={error} onRetry={retry} />}</PluginPage>
    );
  }
}

const reload = (): void => {
  window.location.reload();
};

const NewerVersion = () => (
  <Alert severity="info" title={t('app.newer-version', 'The app was updated')}>
    <Stack direction="column" alignItems="flex-start">
      <span>{t('app.newer-version-do', 'This page belongs to the version before. Load it again to go on.')}</span>
      <Button size="sm" icon="sync" onClick={reload}>
        {t('app.reload', 'Load again')}
      </Button>
    </Stack>
  </Alert>
);

const Failure = ({ error, onRetry }: { error: Error; onRetry: () => void }) => (
  <Alert severity="error" title={t('app.page-failed', 'This page failed')}>
    <Stack direction="column" alignItems="flex-start">
      <span>
        {t('app.page-failed-do', 'The other pages go on. Try again; if it fails again, report what stands here:')}
      </span>
      <code>{error.message}</code>
      <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
        {t('app.retry', 'Try again')}
      </Button>
    </Stack>
  </Alert>
);
