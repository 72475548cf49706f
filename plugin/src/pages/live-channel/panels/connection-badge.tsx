import React, { useEffect, useState } from 'react';
import { Badge } from '@grafana/ui';
import { t } from '../../../locales/text';
import type { ConnectionView } from '../live-state';

interface ConnectionBadgeProps {
  view: ConnectionView;
}

/** Seconds until a moment, counted down; undefined without one. */
function useSecondsUntil(time: number | undefined): number | undefined {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (time === undefined) return;
    const look = () => {
      setNow(Date.now());
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [time]);
  return time === undefined ? undefined : Math.max(0, Math.ceil((time - now) / 1_000));
}

/** The state of the connection by icon, word and colour; while it is away, when it is tried again. */
export const ConnectionBadge = ({ view: { state, retryAt, wasReady } }: ConnectionBadgeProps) => {
  const seconds = useSecondsUntil(retryAt);
  switch (state) {
    case 'ready':
      return <Badge color="green" icon="check-circle" text={t('live-channel.badge.live', 'Live')} />;
    case 'connecting':
      return (
        <Badge
          color="blue"
          icon="hourglass"
          text={
            wasReady
              ? t('live-channel.badge.again', 'Connecting again')
              : t('live-channel.badge.connecting', 'Connecting')
          }
        />
      );
    case 'disconnected':
      return (
        <Badge
          color="orange"
          icon="exclamation-triangle"
          text={t('live-channel.badge.away', 'Away, next try in {{seconds}} s', { seconds: seconds ?? 0 })}
        />
      );
    case 'closed':
      return <Badge color="red" icon="times-circle" text={t('live-channel.badge.closed', 'Closed')} />;
  }
};
