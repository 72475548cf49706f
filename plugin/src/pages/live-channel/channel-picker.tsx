import React, { useMemo } from 'react';
import { Combobox, InlineField } from '@grafana/ui';
import { t } from '../../locales/text';

/** A channel to choose. */
interface ChannelChoice {
  readonly id: string;
  readonly name: string | null;
}

interface ChannelPickerProps {
  channels: readonly ChannelChoice[];
  chosen: string | undefined;
  onChoose: (channelId: string) => void;
}

/** Chooses a public channel by typing a part of its name. */
export const ChannelPicker = ({ channels, chosen, onChoose }: ChannelPickerProps) => {
  const options = useMemo(
    () =>
      channels
        .map(({ id, name }) => ({ value: id, label: name ?? id }))
        .sort((one, other) => one.label.localeCompare(other.label)),
    [channels],
  );
  return (
    <InlineField label={t('live-channel.picker.label', 'Channel')} htmlFor="live-channel-picker">
      <Combobox
        id="live-channel-picker"
        options={options}
        value={chosen ?? null}
        placeholder={t('live-channel.picker.placeholder', 'Choose a channel')}
        width={40}
        onChange={({ value }) => {
          onChoose(value);
        }}
      />
    </InlineField>
  );
};
