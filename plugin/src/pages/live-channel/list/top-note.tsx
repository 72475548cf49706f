import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { Button, Spinner, useStyles2 } from '@grafana/ui';
import { useStore } from 'zustand';
import type { LiveChannel } from '../live-channel';

interface TopNoteProps {
  live: LiveChannel;
}

const Words = ({ live }: TopNoteProps) => {
  const hasOlder = useStore(live.store, ({ log }) => log.hasOlder);
  const older = useStore(live.store, (state) => state.older);
  const isFull = useStore(live.store, ({ log }) => live.isFull(log));
  if (!hasOlder) return <Trans i18nKey="live-channel.top.first">The channel begins here.</Trans>;
  if (isFull) {
    return (
      <Trans i18nKey="live-channel.top.full">This page holds no more messages. Older ones are in the channel.</Trans>
    );
  }
  if (older === 'loading') return <Spinner inline />;
  return (
    <>
      {older === 'failed' && <Trans i18nKey="live-channel.top.failed">Older messages could not be loaded.</Trans>}
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        onClick={() => {
          void live.loadOlder();
        }}
      >
        {older === 'failed' ? (
          <Trans i18nKey="live-channel.top.retry">Try again</Trans>
        ) : (
          <Trans i18nKey="live-channel.top.more">Load older messages</Trans>
        )}
      </Button>
    </>
  );
};

/** Above the oldest message: where the channel begins, or how to get to what is older. */
export const TopNote = (props: TopNoteProps) => {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.note}>
      <Words {...props} />
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    height: 40,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
