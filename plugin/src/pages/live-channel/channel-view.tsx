import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { useStore } from 'zustand';
import { useControls } from '../../controls';
import { t } from '../../locales/text';
import { problemOf, type Problem } from '../../problems';
import { EmptyNote, ProblemNote, Skeleton } from '../../states';
import { Announcer } from './announcer';
import { isGone, problemOfFailure } from './connection/sources';
import { connectionTrouble, type LiveMode } from './connection/trouble';
import { MessageList } from './list/message-list';
import type { LiveChannel } from './live-channel';
import { ConnectionPanel } from './panels/connection-panel';
import { DeliveryPanel } from './panels/delivery-panel';
import { useLiveChannel } from './use-live-channel';

interface ChannelViewProps {
  channelId: string;
  /** The promised delivery time, milliseconds; undefined where nothing is promised. */
  boundMs: number | undefined;
}

interface FollowedProps extends Pick<ChannelViewProps, 'boundMs'> {
  live: LiveChannel;
  mode: LiveMode;
}

const noAddress = (): Problem => ({
  ...problemOf('not_configured', 'grafana'),
  title: t('live-channel.view.no-address', 'The public address of the service is missing'),
  whatToDo: t(
    'live-channel.view.no-address-todo',
    'The live channel is set to connect directly. Give the address at which browsers reach the service, or let it go through Grafana.',
  ),
});

/** The words for a channel that cannot be read any more. */
export const Gone = () => (
  <EmptyNote
    height={200}
    emptiness={{
      title: t('live-channel.view.gone', 'This channel is not there'),
      because: t(
        'live-channel.view.gone-because',
        'It was removed, or is no public channel. Choose another one above.',
      ),
    }}
  />
);

const Messages = ({ live, boundMs }: Pick<FollowedProps, 'live' | 'boundMs'>) => {
  const { timeZone } = useControls();
  const phase = useStore(live.store, (state) => state.phase);
  const error = useStore(live.store, (state) => state.error);
  const isEmpty = useStore(live.store, ({ log }) => log.count === 0 && !log.hasOlder);
  if (phase === 'loading') return <Skeleton height={400} />;
  if (phase === 'failed') {
    if (isGone(error)) return <Gone />;
    return (
      <ProblemNote
        problem={problemOfFailure(error)}
        onRetry={() => {
          live.retry();
        }}
      />
    );
  }
  if (isEmpty) {
    return (
      <EmptyNote
        height={200}
        emptiness={{
          title: t('live-channel.view.empty', 'No messages yet'),
          because: t('live-channel.view.empty-because', 'Nobody has written here. What is written shows up at once.'),
        }}
      />
    );
  }
  return <MessageList live={live} timeZone={timeZone} boundMs={boundMs} />;
};

const Notes = ({ live, mode }: Pick<FollowedProps, 'live' | 'mode'>) => {
  const connection = useStore(live.store, (state) => state.connection);
  const phase = useStore(live.store, (state) => state.phase);
  // One note says that the service is away.
  const trouble = phase === 'failed' ? undefined : connectionTrouble(connection, mode);
  return (
    <>
      {trouble && (
        <ProblemNote
          problem={trouble}
          onRetry={() => {
            live.retry();
          }}
        />
      )}
      {connection.refetched > 0 && (
        <Alert
          severity="info"
          title={t(
            'live-channel.view.refetched',
            'More was missed than the service replays, so the newest messages were loaded instead. What lies between is above.',
          )}
        />
      )}
    </>
  );
};

const Followed = ({ live, mode, boundMs }: FollowedProps) => {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.columns}>
      <div className={styles.list}>
        <Notes live={live} mode={mode} />
        <div className={styles.messages}>
          <Messages live={live} boundMs={boundMs} />
        </div>
        <Announcer live={live} />
      </div>
      <div className={styles.side}>
        <ConnectionPanel live={live} mode={mode} />
        <DeliveryPanel live={live} />
      </div>
    </div>
  );
};

/** One channel as it is written, and how long that takes to get here. */
export const ChannelView = ({ channelId, boundMs }: ChannelViewProps) => {
  const { live, mode } = useLiveChannel(channelId);
  if (live === undefined) return <ProblemNote problem={noAddress()} />;
  return <Followed live={live} mode={mode} boundMs={boundMs} />;
};

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 340px',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  list: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    // As high as what is left of most windows, so that the page itself need not be scrolled.
    height: 'max(420px, calc(100vh - 300px))',
  }),
  messages: css({ flexGrow: 1, minHeight: 0 }),
  side: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
});
