import { useEffect, useMemo } from 'react';
import { config } from '@grafana/runtime';
import { useSettings } from '../../settings';
import { directSocketUrl, proxySocketUrl } from './connection/socket-url';
import { proxiedHistory, ticketFor } from './connection/sources';
import type { LiveMode } from './connection/trouble';
import { LiveChannel } from './live-channel';

interface Followed {
  /** Undefined where the address at which browsers reach the service is missing, or none. */
  readonly live: LiveChannel | undefined;
  readonly mode: LiveMode;
}

/** Follows a channel as the app is configured to, until another one is chosen or the page is left. */
export function useLiveChannel(channelId: string): Followed {
  const { liveMode: mode = 'proxy', publicUrl = '' } = useSettings();
  const url = mode === 'proxy' ? proxySocketUrl(window.location, config.appSubUrl) : directSocketUrl(publicUrl);
  const live = useMemo(() => {
    const ticket = mode === 'direct' ? () => ticketFor(channelId) : undefined;
    return url === undefined ? undefined : new LiveChannel({ channelId, url, ticket, history: proxiedHistory });
  }, [channelId, mode, url]);
  useEffect(() => {
    live?.open();
    return () => {
      live?.close();
    };
  }, [live]);
  return { live, mode };
}
