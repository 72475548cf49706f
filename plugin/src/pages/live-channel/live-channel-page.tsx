import React, { useEffect } from 'react';
import { Stack } from '@grafana/ui';
import { locationService } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { ConsolePage } from '../../app/page';
import { backend, useBackend } from '../../data/backend';
import { t } from '../../locales/text';
import { DataState } from '../../states';
import { ChannelPicker } from './channel-picker';
import { useDeliveryBound } from './delivery/use-delivery-bound';
import { ChannelView, Gone } from './channel-view';

/** The address's parameter for the channel. */
const CHANNEL = 'channel';

const choose = (channelId: string, isReplacing = false): void => {
  locationService.partial({ [CHANNEL]: channelId }, isReplacing);
};

/** A channel as it is written, with the time that each message took to get here. */
export default function LiveChannelPage() {
  const { search } = useLocation();
  const chosen = new URLSearchParams(search).get(CHANNEL) ?? undefined;
  const boundMs = useDeliveryBound();
  const channels = useBackend(backend.channels);
  const first = channels.value?.[0]?.id;
  useEffect(() => {
    if (chosen === undefined && first !== undefined) choose(first, true);
  }, [chosen, first]);

  const isListed = channels.value?.some(({ id }) => id === chosen) ?? true;
  // A channel that is followed stays so while the list cannot be had: its own connection says what is wrong.
  const isFollowed = chosen !== undefined && isListed && channels.problem?.kind !== 'not_configured';
  return (
    <ConsolePage
      subTitle={t('live-channel.page.subtitle', 'Messages as they are written, and how long each took to get here')}
    >
      <Stack direction="column" gap={1}>
        {channels.value && <ChannelPicker channels={channels.value} chosen={chosen} onChoose={choose} />}
        {isFollowed ? (
          <ChannelView key={chosen} channelId={chosen} boundMs={boundMs} />
        ) : (
          <DataState
            answered={channels}
            isEmpty={first === undefined}
            height={400}
            empty={{
              title: t('live-channel.page.none', 'No public channels'),
              because: t('live-channel.page.none-because', 'This page shows public channels, and there is none yet.'),
            }}
          >
            <Gone />
          </DataState>
        )}
      </Stack>
    </ConsolePage>
  );
}
